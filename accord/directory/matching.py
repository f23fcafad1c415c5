"""Which body or municipality a name means, however people write it.

“St-Aubin”, “Amont”, “Commune d’Aval”, “Gemeente Dal” and “Aval / Dal”
are known. The names that no rule finds are data: ``UsualName``, from the register's
``usual_names.csv``. A name that could mean two is asked about, never guessed. Fields
that search ask the same of the database (``querysets.named``).
"""

import re
from collections import defaultdict

from accord.directory.models import Organisation, UsualName
from accord.lib.naming import plain
from accord.lib.places import freely

_APART = (re.compile(r"[/|·()\n]|\s[-–—]\s"), re.compile("-"))


class Bodies:
    """Every body by its names: two queries, once."""

    def __init__(self) -> None:
        self.called: dict[int, str] = {}
        self._said: dict[str, set[int]] = defaultdict(set)
        self._freely: dict[str, set[int]] = defaultdict(set)
        for body in Organisation.objects.public():
            self.called[body.pk] = body.name
            names = (body.name_fr, body.name_nl, body.legal_name_fr, body.legal_name_nl)
            sigles = (body.abbreviation_fr, body.abbreviation_nl)
            self._add(body.pk, body.code, body.nis_code, *names, *sigles)
        for body_id, name in UsualName.objects.public().values_list(
            "organisation", "name"
        ):
            self._add(body_id, name)

    def _add(self, body: int, *names: str) -> None:
        for name in filter(None, names):
            self._said[plain(name)].add(body)
            self._freely[freely(name)].add(body)

    def meant(self, said: str) -> set[int]:
        """The bodies that it can mean: none, one, or those to choose from."""
        if not plain(said):
            return set()
        if found := self._said.get(plain(said)) or self._freely.get(freely(said)):
            return found
        for between in _APART:
            parts = [part for part in between.split(said) if plain(part)]
            if len(parts) > 1 and all(each := [self.meant(one) for one in parts]):
                return set.intersection(*each) or set.union(*each)
        return set()
