"""Templates without their indentation: it is for who writes them, not for who reads."""

import re

from django.template import Origin
from django_cotton import cotton_loader

INDENT = re.compile(r"\n\s+")


class Loader(cotton_loader.Loader):
    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        is_page = str(origin.name).endswith(".html")
        return INDENT.sub("\n", contents) if is_page else contents
