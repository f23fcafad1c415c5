from typing import Any

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "accord.directory"

    def ready(self) -> None:
        """Tell the rooms below what only the directory knows: who acts for whom."""
        from accord.accounts.people import managed_by
        from accord.accounts.second_factor import required_of
        from accord.directory import mails, tracing  # noqa: F401 - a worker knows its letters
        from accord.directory.models import Role
        from accord.directory.standing import standing_of
        from accord.sources.policies import kept_by

        def keeps_sources(user: Any) -> bool:
            return standing_of(user).holds_regional(Role.EDITOR)

        def approves(user: Any) -> bool:
            return standing_of(user).holds_regional(Role.APPROVER)

        def decides(user: Any) -> bool:
            return user.is_administrator or approves(user)

        kept_by(keeps_sources)
        managed_by(approves)
        required_of(decides)
        tracing.listen()
