"""The moves of a fact about an agreement: see ``accord.sources.workflow``.

draft ──publish──▶ published
  │                    │
  ╰──strike──▶ struck ◀╯
"""

from accord.sources.workflow import State
from accord.workflow import Move

EDIT = Move(frozenset({State.DRAFT}), State.DRAFT)
PUBLISH = Move(frozenset({State.DRAFT}), State.PUBLISHED)
STRIKE = Move(frozenset({State.DRAFT, State.PUBLISHED}), State.STRUCK)
