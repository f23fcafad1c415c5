from django.apps import AppConfig


class RoofConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Let the checks of the settings be heard."""
        from config import checks  # noqa: F401, PLC0415 - once Django is set up
