"""Templates without their indentation: it is for who writes them, not for who reads."""

import re

from django.template import Origin
from django_cotton import cotton_loader

from accord.lib.authority import in_own_words
from accord.lib.bilingual import language_of

INDENT = re.compile(r"\n\s+")
# A line of one tag that only says when the next ones are there; what follows it stays
# apart from what goes before.
LOGIC = re.compile(
    r"\n(\{% (?:if|elif|else|endif|for|empty|endfor|with|endwith)\b[^%\n]*%\})(?=\n)"
)


def lean(contents: str) -> str:
    return LOGIC.sub(r"\1", INDENT.sub("\n", contents))


class Loader(cotton_loader.Loader):
    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        name, _, kind = str(origin.name).rpartition(".")
        if language := language_of(name):  # prose in one language: “about_fr.html”
            contents = in_own_words(contents, language)
        return lean(contents) if kind == "html" else contents
