"""Dates, amounts and numbers as people write them in Belgium, in French and in Dutch.

The words are grammar, not interface strings: they live here, side by side, so that a
file that holds both languages can ask for either.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from accord.lib.bilingual import active_language
from accord.lib.imprecise import ImpreciseDate, Kind, Point

NARROW = "\u202f"  # narrow no-break space: French thousands, and before ; ? !
HARD = "\u00a0"  # no-break space: before : and %, inside « »

MONTHS = {
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre "
        "novembre décembre"
    ).split(),
    "nl": (
        "januari februari maart april mei juni juli augustus september oktober "
        "november december"
    ).split(),
}
SEMICOLON = {"fr": f"{NARROW}; ", "nl": "; "}
COLON = {"fr": f"{HARD}:", "nl": ":"}
UNKNOWN = {"fr": "date non connue", "nl": "datum niet bekend"}


def spoken_day(day: date, language: str | None = None) -> str:
    """“1er janvier 2023”, “1 januari 2023”."""
    language = language or active_language()
    number = str(day.day)
    if language == "fr" and day.day == 1:
        number = "1er"
    return f"{number} {MONTHS[language][day.month - 1]} {day.year}"


def _point(point: Point, language: str) -> str:
    """The point without a preposition: “novembre 2021”, “2021”."""
    if point.day:
        return spoken_day(point.first, language)
    if point.month:
        return f"{MONTHS[language][point.month - 1]} {point.year}"
    return str(point.year)


def _at(point: Point, language: str) -> str:
    """The point inside a sentence: “le 8 septembre 2023”, “en novembre 2021”."""
    words = _point(point, language)
    if language == "fr":
        return f"le {words}" if point.day else f"en {words}"
    return f"op {words}" if point.day else f"in {words}"


def spoken_date(said: ImpreciseDate, language: str | None = None) -> str:
    """An imprecise date, standing alone or after a colon.

    A day is “12 décembre 2022”; anything less sure says so: “en novembre 2021”, “au
    plus tard en décembre 2022”, “entre janvier 2023 et le 8 septembre 2023”.
    """
    language = language or active_language()
    french = language == "fr"
    start, end = said.start, said.end
    if start is None and end is not None:
        return ("au plus tard " if french else "uiterlijk ") + _at(end, language)
    if end is None and start is not None:
        return ("au plus tôt " if french else "ten vroegste ") + _at(start, language)
    if start is None or end is None:
        return UNKNOWN[language]
    if said.kind == Kind.DAY:
        return spoken_day(start.first, language)
    if start == end:
        return _at(start, language)
    if french:
        first = f"le {_point(start, 'fr')}" if start.day else _point(start, "fr")
        last = f"le {_point(end, 'fr')}" if end.day else _point(end, "fr")
        return f"entre {first} et {last}"
    return f"tussen {_point(start, 'nl')} en {_point(end, 'nl')}"


def spoken_moment(moment: datetime) -> str:
    """“8 septembre 2023, 14:05”, by the clock on the wall."""
    local = timezone.localtime(moment)
    return f"{spoken_day(local.date())}, {local:%H:%M}"


def spoken_iso(text: str) -> str:
    """A day or a moment kept as text, such as in a history; other text as it is."""
    if len(text) == 10 and (day := parse_date(text)):
        return spoken_day(day)
    moment = parse_datetime(text) if text[10:11] in ("T", " ") else None
    return spoken_moment(moment) if moment and moment.tzinfo else text


def spoken_number(value: Decimal | int | float, language: str | None = None) -> str:
    """“1 218 255” and “17,74”; “1.218.255” and “17,74”. Empty decimals go."""
    language = language or active_language()
    exact = Decimal(str(value))
    text = f"{exact:,f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    whole = whole.replace(",", NARROW if language == "fr" else ".")
    return f"{whole},{decimals}" if decimals else whole


def spoken_count(
    value: Decimal | int, many: str, one: str = "", language: str | None = None
) -> str:
    """“0 logement”, “0 woningen”: with its unit; ``one`` is it in the singular.

    French takes the singular below two, Dutch for one alone.
    """
    language = language or active_language()
    size = abs(Decimal(value))
    is_one = size < 2 if language == "fr" else size == 1
    unit = (one or many) if is_one else many
    number = spoken_number(value, language)
    return f"{number}{HARD}{unit}" if unit else number


def spoken_amount(euro: Decimal | int, language: str | None = None) -> str:
    """“60 000 €” in French, “€ 60.000” in Dutch; cents only where there are."""
    language = language or active_language()
    exact = Decimal(str(euro))
    cents = exact != exact.to_integral_value()
    number = spoken_number(exact.to_integral_value() if not cents else exact, language)
    if cents:
        whole, _, decimals = number.partition(",")
        number = f"{whole},{decimals.ljust(2, '0')}"
    return f"{number}{HARD}€" if language == "fr" else f"€{HARD}{number}"


def spoken_items(words: Iterable[str], language: str | None = None) -> str:
    """“a ; b”, “a; b”: things that may hold commas themselves."""
    return SEMICOLON[language or active_language()].join(words)


def spoken_list(words: Iterable[str], language: str | None = None) -> str:
    """“a, b et c”, “a, b en c”."""
    language = language or active_language()
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    link = " et " if language == "fr" else " en "
    return ", ".join(items[:-1]) + link + items[-1]
