from django.apps import AppConfig


class ReferentsConfig(AppConfig):
    name = "accord.referents"

    def ready(self) -> None:
        from accord.attachments.owners import holds_files
        from accord.referents.models import Post
        from accord.referents.policies import can_appoint

        # Who is appointed, and under which contract: every opening is noted.
        holds_files(Post, may_file=can_appoint, is_sensitive=True)
