"""Signing in and one's own account.

The names are the library's, which redirects to them; what it offers and this platform
does not have is closed, and answers 404.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as social
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver

from accord.accounts.views import closed, provider_callback, provider_login
from accord.lib.addresses import page, under

OF_PASSWORD = [
    page(
        account.password_change,
        fr="changer/",
        nl="wijzigen/",
        name="account_change_password",
    ),
    page(
        account.password_reset,
        fr="oublie/",
        nl="vergeten/",
        name="account_reset_password",
    ),
    page(
        account.password_reset_done,
        fr="oublie/envoye/",
        nl="vergeten/verzonden/",
        name="account_reset_password_done",
    ),
    page(
        account.password_reset_from_key,
        fr="choisir/<slug:uidb36>/<path:key>/",
        nl="kiezen/<slug:uidb36>/<path:key>/",
        name="account_reset_password_from_key",
    ),
    page(
        account.password_reset_from_key_done,
        fr="choisi/",
        nl="gekozen/",
        name="account_reset_password_from_key_done",
    ),
]

OF_APPLICATION = [
    page(totp.activate_totp, name="mfa_activate_totp"),
    page(totp.deactivate_totp, fr="retirer/", nl="weg/", name="mfa_deactivate_totp"),
]

OF_CODES = [
    page(codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    page(
        codes.generate_recovery_codes,
        fr="nouveaux/",
        nl="nieuw/",
        name="mfa_generate_recovery_codes",
    ),
    page(
        codes.download_recovery_codes,
        fr="fichier/",
        nl="bestand/",
        name="mfa_download_recovery_codes",
    ),
]

OF_KEYS = [
    page(keys.list_webauthn, name="mfa_list_webauthn"),
    page(keys.add_webauthn, fr="ajouter/", nl="toevoegen/", name="mfa_add_webauthn"),
    page(
        keys.reauthenticate_webauthn,
        fr="confirmer/",
        nl="bevestigen/",
        name="mfa_reauthenticate_webauthn",
    ),
    page(
        keys.login_webauthn, fr="connexion/", nl="aanmelden/", name="mfa_login_webauthn"
    ),
    page(
        keys.remove_webauthn,
        "<int:pk>/",
        fr="retirer/",
        nl="weg/",
        name="mfa_remove_webauthn",
    ),
    page(
        keys.edit_webauthn,
        "<int:pk>/",
        fr="nommer/",
        nl="benoemen/",
        name="mfa_edit_webauthn",
    ),
]

OF_SECOND_FACTOR: list[URLPattern | URLResolver] = [
    page(mfa.index, name="mfa_index"),
    page(mfa.authenticate, "code/", name="mfa_authenticate"),
    page(
        mfa.reauthenticate, fr="confirmer/", nl="bevestigen/", name="mfa_reauthenticate"
    ),
    under(OF_APPLICATION, fr="application/", nl="app/"),
    under(OF_CODES, fr="secours/", nl="herstel/"),
    under(OF_KEYS, fr="cles/", nl="sleutels/"),
]

# The administration's identity provider.
OF_PROVIDER = [
    page(social.login_cancelled, "annule/", name="socialaccount_login_cancelled"),
    page(
        login_not_required(social.login_error),
        "erreur/",
        name="socialaccount_login_error",
    ),
    page(provider_login, "<slug:provider_id>/", name="openid_connect_login"),
    page(
        provider_callback,
        "<slug:provider_id>/callback/",
        name="openid_connect_callback",
    ),
]

# The library looks these names up.
CLOSED = (
    "account_signup",
    "account_email",
    "account_set_password",
    "account_email_verification_sent",
    "account_confirm_login_code",
    "socialaccount_signup",
    "socialaccount_connections",
)

urlpatterns = [
    page(account.login, fr="connexion/", nl="aanmelden/", name="account_login"),
    page(account.logout, fr="deconnexion/", nl="afmelden/", name="account_logout"),
    page(
        account.account_inactive, fr="inactif/", nl="inactief/", name="account_inactive"
    ),
    page(
        account.reauthenticate,
        fr="confirmer/",
        nl="bevestigen/",
        name="account_reauthenticate",
    ),
    under(OF_PASSWORD, fr="mot-de-passe/", nl="wachtwoord/"),
    under(OF_SECOND_FACTOR, fr="second-facteur/", nl="tweede-factor/"),
    page(
        sessions.list_usersessions,
        fr="sessions/",
        nl="sessies/",
        name="usersessions_list",
    ),
    under(OF_PROVIDER, "oidc/"),
    *(page(closed, f"closed/{name}/", name=name) for name in CLOSED),
    page(closed, "closed/confirm/<str:key>/", name="account_confirm_email"),
]
