"""The real settings, with one page more and a command to fill the database."""

from config.settings import *  # noqa: F403 - the real ones, whatever they are

INSTALLED_APPS = ["bench", *INSTALLED_APPS]  # noqa: F405 - from above
ROOT_URLCONF = "bench.urls"
