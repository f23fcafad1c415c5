"""The words in names of places and bodies that tell none from another, as people write.

“St-Aubin”, “Saint-Aubin” and “Commune de Saint-Aubin” are one name; so are
“Sint-Albijn” and “Gemeente Sint-Albijn”.
"""

from collections.abc import Iterator

from accord.lib.naming import letters

# Of French, then of Dutch.
ARTICLES = frozenset("de du des d la le les l aux van der den het t".split())
OF_A_TOWN = frozenset(
    "administration communale commune ville gemeente gemeentebestuur stad "
    "stadsbestuur".split()
)
POSTAL = 4  # digits of a Belgian postal code
SAINTS = ("saint", "sainte", "sint", "st", "ste")


def freely(name: str) -> str:
    """Without the words that tell nothing; every saint is one."""
    return "".join("saint" if one in SAINTS else one for one in _telling(name))


def spelt(text: str) -> Iterator[tuple[str, ...]]:
    """Each word that tells something, in its spellings."""
    for word in _telling(text):
        yield SAINTS if word in SAINTS else (word,)


def _telling(name: str) -> list[str]:
    words = letters(name).split()
    return [one for one in words if not _is_silent(one)] or words


def _is_silent(word: str) -> bool:
    """An article, a word for a town, a postal code in front of its name."""
    is_code = len(word) == POSTAL and word.isdecimal()
    return is_code or word in ARTICLES or word in OF_A_TOWN
