from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "accord.agreements"

    def ready(self) -> None:
        from accord.agreements.derive import derive_from
        from accord.sources.actions import followed_by

        followed_by(derive_from)
