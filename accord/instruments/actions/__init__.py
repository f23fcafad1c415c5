"""What both sides do with the text of an agreement: write it, decide, sign, amend."""

from accord.instruments.actions.deciding import (
    abandon_draft,
    agree_text,
    publish_instrument,
    record_college,
    record_council,
    reopen_text,
    resume_instrument,
    send_back,
    sign_electronically,
    sign_on_paper,
    submit_text,
    suspend_instrument,
    terminate_instrument,
)
from accord.instruments.actions.opening import open_amendment, open_draft
from accord.instruments.actions.writing import (
    add_node,
    add_signatory,
    edit_node,
    edit_signatory,
    edit_terms,
    remove_node,
    remove_signatory,
)

__all__ = [
    "abandon_draft",
    "add_node",
    "add_signatory",
    "agree_text",
    "edit_node",
    "edit_signatory",
    "edit_terms",
    "open_amendment",
    "open_draft",
    "publish_instrument",
    "record_college",
    "record_council",
    "remove_node",
    "remove_signatory",
    "reopen_text",
    "resume_instrument",
    "send_back",
    "sign_electronically",
    "sign_on_paper",
    "submit_text",
    "suspend_instrument",
    "terminate_instrument",
]
