"""What the pages of texts share, whichever view shows them."""

from collections.abc import Mapping
from typing import Any

from django import template

from accord.instruments.models import Instrument
from accord.instruments.reading.life import LifeShown
from accord.instruments.reading.life import life_of as life_for
from accord.lib.bilingual import active_language

register = template.Library()


@register.simple_tag(takes_context=True)
def life_of(context: Any, instrument: Instrument) -> LifeShown:
    """``{% life_of instrument as life %}``: what ``parts/decide.html`` shows."""
    return life_for(instrument, context["request"].user)


@register.filter
def mine(pair: Mapping[str, str]) -> str:
    """Of a text in both languages, the one in the reader's."""
    return pair[active_language()]
