"""The sign-in library's forms whose labels it leaves in English."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy


class AddKeyForm(AddWebAuthnForm):
    name = forms.CharField(label=gettext_lazy("Name"), required=False)


class EditKeyForm(EditWebAuthnForm):
    name = forms.CharField(label=gettext_lazy("Name"))
