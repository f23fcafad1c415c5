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
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from accord.accounts.views import closed, provider_callback
from accord.lib.bilingual import spoken

urlpatterns = [
    path(spoken(fr="connexion/", nl="aanmelden/"), account.login, name="account_login"),
    path(
        spoken(fr="deconnexion/", nl="afmelden/"), account.logout, name="account_logout"
    ),
    path(
        spoken(fr="inactif/", nl="inactief/"),
        account.account_inactive,
        name="account_inactive",
    ),
    path(
        spoken(fr="confirmer/", nl="bevestigen/"),
        account.reauthenticate,
        name="account_reauthenticate",
    ),
    # Passwords
    path(
        spoken(fr="mot-de-passe/changer/", nl="wachtwoord/wijzigen/"),
        account.password_change,
        name="account_change_password",
    ),
    path(
        spoken(fr="mot-de-passe/oublie/", nl="wachtwoord/vergeten/"),
        account.password_reset,
        name="account_reset_password",
    ),
    path(
        spoken(fr="mot-de-passe/oublie/envoye/", nl="wachtwoord/vergeten/verzonden/"),
        account.password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        spoken(
            fr="mot-de-passe/choisir/<slug:uidb36>/<path:key>/",
            nl="wachtwoord/kiezen/<slug:uidb36>/<path:key>/",
        ),
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        spoken(fr="mot-de-passe/choisi/", nl="wachtwoord/gekozen/"),
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # The second factor
    path(
        spoken(fr="second-facteur/", nl="tweede-factor/"), mfa.index, name="mfa_index"
    ),
    path(
        spoken(fr="second-facteur/code/", nl="tweede-factor/code/"),
        mfa.authenticate,
        name="mfa_authenticate",
    ),
    path(
        spoken(fr="second-facteur/confirmer/", nl="tweede-factor/bevestigen/"),
        mfa.reauthenticate,
        name="mfa_reauthenticate",
    ),
    path(
        spoken(fr="second-facteur/application/", nl="tweede-factor/app/"),
        totp.activate_totp,
        name="mfa_activate_totp",
    ),
    path(
        spoken(fr="second-facteur/application/retirer/", nl="tweede-factor/app/weg/"),
        totp.deactivate_totp,
        name="mfa_deactivate_totp",
    ),
    path(
        spoken(fr="second-facteur/secours/", nl="tweede-factor/herstel/"),
        codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        spoken(
            fr="second-facteur/secours/nouveaux/", nl="tweede-factor/herstel/nieuw/"
        ),
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        spoken(
            fr="second-facteur/secours/fichier/", nl="tweede-factor/herstel/bestand/"
        ),
        codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        spoken(fr="second-facteur/cles/", nl="tweede-factor/sleutels/"),
        keys.list_webauthn,
        name="mfa_list_webauthn",
    ),
    path(
        spoken(
            fr="second-facteur/cles/ajouter/", nl="tweede-factor/sleutels/toevoegen/"
        ),
        keys.add_webauthn,
        name="mfa_add_webauthn",
    ),
    path(
        spoken(
            fr="second-facteur/cles/confirmer/", nl="tweede-factor/sleutels/bevestigen/"
        ),
        keys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        spoken(
            fr="second-facteur/cles/connexion/", nl="tweede-factor/sleutels/aanmelden/"
        ),
        keys.login_webauthn,
        name="mfa_login_webauthn",
    ),
    path(
        spoken(
            fr="second-facteur/cles/<int:pk>/retirer/",
            nl="tweede-factor/sleutels/<int:pk>/weg/",
        ),
        keys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        spoken(
            fr="second-facteur/cles/<int:pk>/nommer/",
            nl="tweede-factor/sleutels/<int:pk>/benoemen/",
        ),
        keys.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
    # Sessions
    path(
        spoken(fr="sessions/", nl="sessies/"),
        sessions.list_usersessions,
        name="usersessions_list",
    ),
    # The administration's identity provider
    path("oidc/annule/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path(
        "oidc/erreur/",
        login_not_required(social.login_error),
        name="socialaccount_login_error",
    ),
    path(
        "oidc/<slug:provider_id>/",
        openid_connect.login,
        name="openid_connect_login",
    ),
    path(
        "oidc/<slug:provider_id>/callback/",
        provider_callback,
        name="openid_connect_callback",
    ),
    # Closed: the library looks these names up.
    *(
        path(f"closed/{name}/", closed, name=name)
        for name in (
            "account_signup",
            "account_email",
            "account_set_password",
            "account_email_verification_sent",
            "account_confirm_login_code",
            "socialaccount_signup",
            "socialaccount_connections",
        )
    ),
    path("closed/confirm/<str:key>/", closed, name="account_confirm_email"),
]
