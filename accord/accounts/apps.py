from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accord.accounts"

    def ready(self) -> None:
        from allauth.account.signals import authentication_step_completed
        from allauth.mfa.signals import authenticator_added

        from accord.accounts import second_factor

        authentication_step_completed.connect(second_factor.used)
        authenticator_added.connect(second_factor.added)
