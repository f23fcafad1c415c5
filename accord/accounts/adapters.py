"""How people sign in: see docs/operate/install.md for the provider's settings."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


class ProviderAdapter(DefaultSocialAccountAdapter):
    pass
