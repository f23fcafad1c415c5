"""What a process reads once, as it starts.

An upgrade lays newer code beside a server that runs. What was read already is not taken
from there: no page is made of old code and a new template, and a server answers for its
own migrations.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from django.urls import get_resolver
from django.utils import translation

from config import health
from config.env import BASE_DIR


def read_once() -> None:
    health.migrations()
    for name in templates():
        get_template(name)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            translation.gettext("")
    _addresses = get_resolver().url_patterns  # and with them all views
    _files = staticfiles_storage.exists  # and with it which there are


def templates() -> list[str]:
    """The names of our own."""
    return [
        str(file.relative_to(folder))
        for folder in map(Path, get_app_template_dirs("templates"))
        if folder.is_relative_to(BASE_DIR / "accord")
        for file in sorted(folder.rglob("*.html"))
    ]
