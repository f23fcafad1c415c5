"""Invented working data for the demonstration, made as people make it: by actions.

All of it rests on sources of the kind “demonstration”. It is told in chapters, each
once: a demonstration that stands gets those that came since, and what its visitors
changed stays.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from accord.attachments.models import Filed
from accord.dashboards.demonstration import (
    casting,
    catalogue,
    directory,
    parties,
    posts,
    register,
    results,
    stories,
)
from accord.dashboards.demonstration.texts import Stage, Text
from accord.directory.models import Portfolio
from accord.framework.models import ModelAgreement
from accord.lib.errors import Refused
from accord.lib.imprecise import ImpreciseDate, columns
from accord.monitoring.models import Result
from accord.network.models import Stake
from accord.referents.models import Post
from accord.sources.models import Kind, Source

SOURCE = "demonstration"


@dataclass(frozen=True)
class Chapter:
    """A part of the demonstration that later ones do not need.

    Where there is one ``trace`` of it, it was told.
    """

    name: str
    tell: Callable[[Stage, dict[str, Text]], None]
    trace: type[models.Model]


CHAPTERS = (
    Chapter("results", results.report, Result),
    Chapter("posts and referents", posts.keep, Post),
    Chapter("parties and their parts", parties.keep, Stake),
    Chapter("files on an agreement", parties.keep_files, Filed),
    Chapter("who follows whom", parties.follow, Portfolio),
)


@dataclass
class Told:
    """What was told now, and what was left out.

    ``never``: chapters that the data of today does not allow. ``unplayed``: parts for
    which this register has no town, no body or no mission.
    """

    now: list[str]
    never: list[str]
    unplayed: list[str]


def play() -> Told:
    """Bring the cast on stage, and tell what was not told yet.

    The caller holds the transaction.
    """
    parts = casting.cast(settings.REGISTER)
    people = directory.people(parts)
    told = Told([], [], casting.unplayed(parts))
    source = Source.objects.filter(code=SOURCE).first()
    if source is None:
        source = _source()
        directory.keep(people, parts)
        register.keep(source, parts, by=people["remy"])
        told.now.append("people and register")
    kept = catalogue.found()
    if kept is None and not ModelAgreement.objects.exists():
        told.never.append("agreements and what follows from them")
        return told
    if kept is None:
        kept = catalogue.keep(source, by=people["rita"])
        told.unplayed += stories.tell(Stage(source, kept, people, parts))
        told.now.append("agreements")
    stage = Stage(source, kept, people, parts)
    texts = stories.found(stage)
    for chapter in CHAPTERS:
        if not chapter.trace._default_manager.exists():
            _tell(chapter, stage, texts, told)
    return told


def _tell(chapter: Chapter, stage: Stage, texts: dict[str, Text], told: Told) -> None:
    """All of it or nothing: a visitor may have changed what it builds on."""
    try:
        with transaction.atomic():
            chapter.tell(stage, texts)
    except (Refused, LookupError, models.ObjectDoesNotExist):
        told.never.append(chapter.name)
    else:
        told.now.append(chapter.name)


def _source() -> Source:
    return Source.objects.create(
        code=SOURCE,
        kind=Kind.DEMONSTRATION,
        publisher_fr="Démonstration",
        publisher_nl="Demonstratie",
        title_fr="Données inventées pour la démonstration",
        title_nl="Verzonnen gegevens voor de demonstratie",
        **columns(ImpreciseDate.parse(timezone.localdate().isoformat())),
    )
