"""The application, as a server loads it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from config import start  # noqa: E402 - once the platform is loaded

start.read_once()
