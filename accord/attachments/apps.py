from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    name = "accord.attachments"

    def ready(self) -> None:
        from accord.attachments import organisations

        organisations.registered()
