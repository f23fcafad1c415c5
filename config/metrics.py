"""The state of the service for a Prometheus server: what ``manage.py status`` says."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from accord.dashboards.reading.status import Fact, facts


class Told(Collector):
    """Facts as gauges. Nothing is counted from one reading to the next: each of several
    server processes would have counted its own part."""

    def __init__(self, found: Iterable[Fact]) -> None:
        self.found = list(found)

    def collect(self) -> Iterator[GaugeMetricFamily]:
        state = GaugeMetricFamily(
            "accord_state",
            "How what is watched does: 0 in order, 1 to look at, 2 urgent.",
            labels=("fact", "about"),
        )
        measured: dict[str, GaugeMetricFamily] = {}
        for fact in self.found:
            state.add_metric((fact.name, fact.about), fact.level)
            if fact.value is None:
                continue
            name = f"accord_{fact.name}_{fact.measure}"
            if name not in measured:
                measure = fact.measure.replace("_", " ")
                said = f"What is measured of the fact {fact.name}: {measure}."
                measured[name] = GaugeMetricFamily(name, said, labels=("about",))
            measured[name].add_metric((fact.about,), fact.value)
        yield state
        yield from measured.values()


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For who sends the token of the settings; without one there is no such page."""
    if not settings.METRICS_TOKEN:
        raise Http404
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    is_known = constant_time_compare(token, settings.METRICS_TOKEN)
    if scheme.lower() != "bearer" or not is_known:
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    registry.register(Told(facts(timezone.now())))
    return HttpResponse(
        generate_latest(registry), content_type=CONTENT_TYPE_PLAIN_0_0_4
    )
