from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accord.accounts"

    def ready(self) -> None:
        from allauth.account.signals import (
            authentication_step_completed,
            password_reset,
        )
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.signals import user_logged_in

        from accord.accounts import limits, mails, second_factor  # noqa: F401 - a worker knows its letters

        authentication_step_completed.connect(second_factor.used)
        authenticator_added.connect(second_factor.added)
        user_logged_in.connect(limits.proved)
        password_reset.connect(limits.reset)
