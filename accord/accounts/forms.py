"""The sign-in library's forms, where it says or takes something otherwise than we do.

What is typed is cleaned as everywhere: an address copied from a letter may hold a sign
that nobody sees, and would be nobody's.
"""

from typing import Any, TypeVar

from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from accord.accounts import limits
from accord.accounts.mails import NEW_PASSWORD
from accord.lib.textforms import MailboxField, TextField

F = TypeVar("F", bound=forms.CharField)


def _as_ours(theirs: Any, kind: type[F]) -> F:
    """The same field, whose text is cleaned."""
    return kind(label=theirs.label, widget=theirs.widget)


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = _as_ours(self.fields["login"], MailboxField)


class ForgottenPasswordForm(ResetPasswordForm):
    """Asks nothing of the address: known or not, it is queued alike."""

    email = _as_ours(ResetPasswordForm.base_fields["email"], MailboxField)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()

    def save(self, request: HttpRequest, **said: Any) -> str:
        email: str = self.cleaned_data["email"]
        if limits.may_be_sent(request, email):
            NEW_PASSWORD.send(email=email, address=email)
        return email


class CodeForm(AuthenticateForm):
    code = _as_ours(AuthenticateForm.base_fields["code"], TextField)


class CodeAgainForm(ReauthenticateForm):
    code = _as_ours(ReauthenticateForm.base_fields["code"], TextField)


class FirstCodeForm(ActivateTOTPForm):
    code = _as_ours(ActivateTOTPForm.base_fields["code"], TextField)


class AddKeyForm(AddWebAuthnForm):
    name = TextField(label=gettext_lazy("Name"), required=False)


class EditKeyForm(EditWebAuthnForm):
    name = TextField(label=gettext_lazy("Name"))
