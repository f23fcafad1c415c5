from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured


class DocumentsConfig(AppConfig):
    name = "accord.documents"

    def ready(self) -> None:
        register(authorities_are_readable)


def authorities_are_readable(**_options: Any) -> list[CheckMessage]:
    """A wrong folder of authorities stops the start, not the first signature."""
    from accord.documents.signatures import roots

    try:
        roots()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="documents.E001")]
    return []
