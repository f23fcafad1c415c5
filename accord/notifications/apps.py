from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "accord.notifications"

    def ready(self) -> None:
        """Tell the rooms below how a letter is queued."""
        from accord.accounts.letters import queued_by
        from accord.notifications import notices  # noqa: F401 - a worker knows its letters
        from accord.notifications.telling import queue

        queued_by(queue)
