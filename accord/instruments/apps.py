from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "accord.instruments"

    def ready(self) -> None:
        from accord.instruments import remarks

        remarks.registered()
