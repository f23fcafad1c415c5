from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "accord.agreements"

    def ready(self) -> None:
        from accord.agreements.derive import derive_from
        from accord.agreements.models import Agreement
        from accord.agreements.policies import can_file
        from accord.attachments.owners import holds_files
        from accord.sources.actions import followed_by

        followed_by(derive_from)
        holds_files(Agreement, may_file=can_file)
