from django.apps import AppConfig


class RoofConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Let the checks of the settings be heard, and say what only the roof knows."""
        from accord.dashboards.reading import status  # noqa: PLC0415 - once Django is set up
        from config import checks, health, schedule  # noqa: F401, PLC0415 - the same

        status.roof.jobs = schedule.JOBS
        status.roof.migrations = health.migrations
