"""The latest steps, for feed readers."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accord.agreements.models import Step
from accord.journal.models import Entry
from accord.lib.bilingual import active_language
from accord.lib.plaintext import writable
from accord.lib.spoken import COLON, spoken_date
from accord.ui.pages import public_page

HOW_MANY = 40


def _published_at(steps: list[Step]) -> dict[int, Any]:
    """When each step became public: its latest journal entry."""
    entries = Entry.objects.about(*steps).values_list("record_id", "at")
    return {pk: at for pk, at in reversed(entries)}


@public_page
def step_feed(request: HttpRequest) -> HttpResponse:
    """The steps published last, in the reader's language."""
    come = Step.objects.public().come_by(timezone.localdate())
    steps = list(come.tightest().latest_first().order_by("-pk")[:HOW_MANY])
    published = _published_at(steps) if steps else {}
    feed = Atom1Feed(
        author_name="Accord",
        title=_("Housing agreements: latest steps"),
        link=settings.BASE_URL + reverse("publicsite:home"),
        description="",
        language=get_language(),
        feed_url=settings.BASE_URL + request.path,
    )
    language = active_language()
    colon, host = COLON[language], urlsplit(settings.BASE_URL).hostname
    for step in steps:
        town = step.agreement.municipality
        feed.add_item(
            title=writable(f"{town.name}{colon} {step.get_kind_display()}"),
            link=settings.BASE_URL + town.get_absolute_url(),
            description=writable(f"{spoken_date(step.date)}. {step.source}"),
            # Ours alone, and each language's: the entries say different things.
            unique_id=f"tag:{host},2026:{language}:step:{step.pk}",
            updateddate=published.get(step.pk),
            pubdate=published.get(step.pk),
        )
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )
