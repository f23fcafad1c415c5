from typing import Any

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "accord.directory"

    def ready(self) -> None:
        """Tell the rooms below what only the directory knows: who acts for whom."""
        from accord.directory.models import Role
        from accord.directory.standing import standing_of
        from accord.sources.policies import kept_by

        def keeps_sources(user: Any) -> bool:
            return standing_of(user).holds_regional(Role.EDITOR)

        kept_by(keeps_sources)
