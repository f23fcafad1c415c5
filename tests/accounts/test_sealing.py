"""What a copy of the database gives away of second factors: nothing."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from accord.accounts.sealing import opened, sealed


def test_what_is_sealed_is_opened_with_the_same_key_alone(settings):
    text = sealed("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DP" not in text
    assert opened(text) == "JBSWY3DPEHPK3PXP"

    settings.SECRET_KEY, earlier = "another", settings.SECRET_KEY
    assert opened(text) == ""
    settings.SECRET_KEY_FALLBACKS = [earlier]
    assert opened(text) == "JBSWY3DPEHPK3PXP"
    assert opened("never sealed") == ""


@pytest.mark.django_db
def test_no_secret_stands_in_the_database(cast):
    secret = generate_totp_secret()
    TOTP.activate(cast.rita, secret)
    codes = RecoveryCodes.activate(cast.rita).generate_codes()

    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert len(codes) == 10
    assert not any(code in kept for code in codes)


@pytest.mark.django_db
def test_with_another_key_a_code_is_wrong_and_not_an_error(cast, settings):
    totp = TOTP.activate(cast.rita, generate_totp_secret())
    settings.SECRET_KEY = "another"

    assert totp.validate_code("123456") is False
