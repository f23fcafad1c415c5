"""The indicators of the demonstration: what each would count, in both languages.

Between them they have every kind of value, every way of counting and every direction.
The names are of real work; the definitions are invented, and say so.
"""

from accord.dashboards.demonstration.indicators.dwellings import OF_DWELLINGS
from accord.dashboards.demonstration.indicators.indicator import Indicator
from accord.dashboards.demonstration.indicators.prices import OF_PRICES

__all__ = ["BY_KEY", "INDICATORS", "Indicator"]

INDICATORS = OF_DWELLINGS + OF_PRICES
BY_KEY = {one.key: one for one in INDICATORS}
