"""An OpenID Connect provider in a process of its own: an administration's, in small.

Run as ``python -m tests.accounts.identity_provider FOLDER REDIRECT_URI``. It says its
address on the first line it prints, and ends when its standard input is closed.

It knows two officials: one whose address it verified, one whose address it did not.
"""

import sys
import threading
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from django.conf import settings

CLIENT_ID, CLIENT_SECRET, PASSWORD = "accord", "a shared secret", "officially secret"
OFFICIALS = {"lea@example.org": True, "remy@example.org": False}


def configure(folder: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    settings.configure(
        SECRET_KEY="provider",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": folder / "provider.sqlite3",
            }
        },
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": ["django.template.context_processors.request"]
                },
            }
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        ACCOUNT_LOGIN_METHODS={"email"},
        SESSION_COOKIE_NAME="provider",
        USE_TZ=True,
        IDP_OIDC_PRIVATE_KEY=pem.decode(),
    )
    django.setup()


class Quiet(WSGIRequestHandler):
    def log_message(self, *args) -> None:
        pass


def main(folder: str, redirect_uri: str) -> None:
    configure(Path(folder))
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    for email, verified in OFFICIALS.items():
        user = User.objects.create_user(email, email, PASSWORD)
        EmailAddress.objects.create(
            user=user, email=email, verified=verified, primary=True
        )
    client = Client(id=CLIENT_ID, name="Accord", skip_consent=True)
    client.scopes = "openid\nprofile\nemail"
    client.redirect_uris = redirect_uri
    client.set_secret(CLIENT_SECRET)
    client.save()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


def __getattr__(name: str):
    """The addresses, once Django is ready to import them."""
    if name != "urlpatterns":
        raise AttributeError(name)
    from django.urls import include, path

    return [
        path("accounts/", include("allauth.account.urls")),
        path("", include("allauth.idp.urls")),
    ]


if __name__ == "__main__":
    sys.modules[__spec__.name] = sys.modules["__main__"]
    main(*sys.argv[1:])
