"""Settings for every environment. What differs between them comes from ``env``."""

from email.utils import formataddr, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from accord.lib import register
from config import headers
from config.env import BASE_DIR, BadEnvironment, env
from config.logs import logging_at
from config.stores import data_folder, database, files_store, kept_secret_key


def _register(folder: Path) -> register.Register:
    """What it says of itself; one that cannot be read ends the start."""
    try:
        return register.read(folder)
    except register.WrongRegister as error:
        raise BadEnvironment(f"REGISTER: {error}") from error


def version_of_the_code() -> str:
    """What running code this is: caches of another release are not used."""
    newest = max(
        file.stat().st_mtime_ns
        for folder in ("accord", "config", "locale")
        for file in (BASE_DIR / folder).rglob("*.*")
    )
    return f"{newest:x}"


ACCORD_DATA = data_folder(env)
SECRET_KEY = env.SECRET_KEY or kept_secret_key(ACCORD_DATA)
SECRET_KEY_FALLBACKS = list(env.SECRET_KEY_FALLBACKS)
REGISTER = env.REGISTER.resolve()
DEBUG = env.DEBUG
DEMO = env.DEMO
RELEASE = version_of_the_code()
BASE_URL = env.BASE_URL.rstrip("/") or f"http://{env.HOST}:{env.PORT}"
CONTACT_EMAIL = env.CONTACT_EMAIL
CONTROLLER_FR, CONTROLLER_NL = env.CONTROLLER_FR, env.CONTROLLER_NL
DPO_EMAIL = env.DPO_EMAIL
PROCESSORS_FR, PROCESSORS_NL = env.PROCESSORS_FR, env.PROCESSORS_NL
TRUST_ROOTS = env.TRUST_ROOTS
CONFIRM_RECORDS = env.CONFIRM_RECORDS
ALLOWED_HOSTS = [
    *env.ALLOWED_HOSTS,
    urlsplit(BASE_URL).hostname or "localhost",
    "localhost",
    "127.0.0.1",
    "[::1]",
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # The house, roof to ground: a line may import only from the lines below it.
    "config",
    "accord.dashboards",
    "accord.answers",
    "accord.publicsite",
    "accord.opendata",
    "accord.monitoring",
    "accord.referents",
    "accord.network",
    "accord.instruments",
    "accord.agreements",
    "accord.framework",
    "accord.incoming",
    "accord.documents",
    "accord.notifications",
    "accord.attachments",
    "accord.threads",
    "accord.journal",
    "accord.directory",
    "accord.accounts",
    "accord.sources",
    "accord.ui",
    "accord.lib",
    # Django and friends.
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "config.middleware.RequestLogMiddleware",  # first: all that is answered has a line
    "accord.publicsite.middleware.PublicPageMiddleware",  # a kept page is done
    "accord.lib.middleware.ClosedDoorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # of static files too: a logo may hold a script
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "accord.lib.middleware.CaughtSignsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accord.ui.middleware.DoorMiddleware",  # every page is private
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accord.accounts.middleware.ThisBrowserMiddleware",
    "accord.accounts.middleware.SecondFactorMiddleware",
    "accord.directory.middleware.SupportMiddleware",
    "accord.lib.middleware.NumbersMiddleware",
    "accord.lib.middleware.ReadOnlyGetMiddleware",
    "accord.ui.middleware.NotByThisWayMiddleware",
    "accord.ui.middleware.RefusalMiddleware",
    "accord.submitting.OnceMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accord.ui.context.page",
                "accord.submitting.for_templates",
                "config.menu.menu",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "accord.ui.loaders.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "accord.ui.templatetags.accord",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
            ],
        },
    },
]
FORM_RENDERER = "accord.ui.forms.Renderer"

DATABASES = {"default": database(env, ACCORD_DATA / "accord.sqlite3")}

# Caches: what must be shared (rate limits) in the database; rendered public pages in
# each worker's memory, under a key that holds the register's revision; what a worker
# made for the pages where both find it.
# A wrong password makes six counts. Of more than these some are thrown away, and who
# tried many addresses would be forgotten: the usual number is three hundred.
MOST_COUNTS = 100_000
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": MOST_COUNTS},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
    "documents": {  # long ones that the worker made; each has two entries
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_documents",
        "OPTIONS": {"MAX_ENTRIES": 40},
    },
}

# Languages and time
AUTHORITY_KIND = _register(REGISTER).authority.kind
LANGUAGES = [("fr", _("French")), ("nl", _("Dutch"))]
LANGUAGE_CODE = "fr"
LOCALE_PATHS = [BASE_DIR / "locale"]
if AUTHORITY_KIND != "region":  # says some sentences in words of its own
    LOCALE_PATHS.insert(0, BASE_DIR / "locale" / "authorities" / AUTHORITY_KIND)
USE_I18N = True
USE_TZ = True
TIME_ZONE = _register(REGISTER).time_zone
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = env.SECURE

# Static files, and files people send: those lie out of any address's reach
STATIC_URL = "/static/"
if (REGISTER / "static").is_dir():  # such as the logo of who publishes the site
    STATICFILES_DIRS = [(register.STATIC, REGISTER / "static")]
STATIC_ROOT = ACCORD_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if env.DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
    "attachments": files_store(env, ACCORD_DATA / "files"),
}
MAX_UPLOAD_MB = env.MAX_UPLOAD_MB
MAX_VIDEO_MB = env.MAX_VIDEO_MB
CLAMAV = env.CLAMAV
DOCUMENT_MB = env.DOCUMENT_MB
DOCUMENT_SECONDS = env.DOCUMENT_SECONDS
FILES_STORE = env.FILES_STORE

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accord.accounts.backends.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboards:overview"
LOGOUT_REDIRECT_URL = "publicsite:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation is the verification
ACCOUNT_ADAPTER = "accord.accounts.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "accord.accounts.adapters.ProviderAdapter"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # told by mail: a new password, a new second factor
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the others end by themselves
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",  # a machine that never stops; people count below
    "login_failed": "5/5m/key",  # codes of a second factor, after the password
    "reset_password": "60/h/ip",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
# Wrong passwords (accord.accounts.limits): each wait is longer than the one before. A
# municipality is one origin: many colleagues, most of them in browsers that are known.
SIGN_IN_RATES = {
    "device": "5/m/key,10/10m/key,20/h/key,50/d/key",  # one known browser and address
    "address": "5/m/key,8/10m/key,12/h/key,30/d/key",  # an address, from one origin
    "account": "100/h/key",  # an address, from all browsers it does not know
    "origin": "60/h/ip",  # all addresses, from browsers they do not know
    "mail": "5/h/key",  # links for a new password that an address is sent
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.TRUSTED_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Accord"
# Nobody signs up, and an invitation is the verification; the library does not know it
# and would shut out of a second factor whoever once chose a new password.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not env.SECURE
USERSESSIONS_TRACK_ACTIVITY = False
MFA_ADAPTER = "accord.accounts.adapters.SecondFactorAdapter"
ACCOUNT_FORMS = {
    "login": "accord.accounts.forms.SignInForm",
    "reset_password": "accord.accounts.forms.ForgottenPasswordForm",
}
MFA_FORMS = {
    "authenticate": "accord.accounts.forms.CodeForm",
    "reauthenticate": "accord.accounts.forms.CodeAgainForm",
    "activate_totp": "accord.accounts.forms.FirstCodeForm",
    "add_webauthn": "accord.accounts.forms.AddKeyForm",
    "edit_webauthn": "accord.accounts.forms.EditKeyForm",
}
SOCIALACCOUNT_ONLY = False
# One provider, chosen by the administrator: a verified address opens its account.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = bool(env.OIDC_ISSUER)
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = bool(env.OIDC_ISSUER)
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not lead to another site: see CSP
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": (
            [
                {
                    "provider_id": "official",
                    "name": env.OIDC_NAME,
                    "client_id": env.OIDC_CLIENT_ID,
                    "secret": env.OIDC_CLIENT_SECRET,
                    "settings": {"server_url": env.OIDC_ISSUER},
                }
            ]
            if env.OIDC_ISSUER
            else []
        ),
    }
}

# Sessions and headers
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# "__Host-": no other site of the same domain can set or replace it.
SESSION_COOKIE_NAME = "__Host-sessionid" if env.SECURE else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if env.SECURE else "csrftoken"
DEVICE_COOKIE_NAME = "__Host-device" if env.SECURE else "device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "accord.ui.views.csrf_failure"
SECURE_SSL_REDIRECT = False  # the reverse proxy's business
SECURE_HSTS_SECONDS = 31536000 if env.SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if env.TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": headers.CONTENT}
PERMISSIONS_POLICY = headers.PERMISSIONS
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Mail
# One sender, who has a name: that of EMAIL_FROM, where it has one.
_sender_name, _sender = parseaddr(env.EMAIL_FROM)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = formataddr((_sender_name or "Accord", _sender))
if env.EMAIL_URL:
    _mail = urlsplit(env.EMAIL_URL)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname
    EMAIL_PORT = _mail.port or 25
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = ACCORD_DATA / "mail"

# Backups
BACKUP_RECIPIENTS = env.BACKUP_RECIPIENTS
BACKUP_KEEP = (env.BACKUP_KEEP_DAYS, env.BACKUP_KEEP_WEEKS, env.BACKUP_KEEP_MONTHS)
ALARM_EMAIL = env.ALARM_EMAIL

# Work that a worker does apart from the pages: it is queued in our own database.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MAIL_GATHER_SECONDS = env.MAIL_GATHER_SECONDS
MAIL_RETRY_MINUTES = list(env.MAIL_RETRY_MINUTES)
MAIL_CLAIM_SECONDS = env.MAIL_CLAIM_SECONDS
MAIL_KEEP_DAYS = env.MAIL_KEEP_DAYS
MAIL_LINK_DAYS = 60  # a link in a mail works that long

# Watched: by a person, a monitor, an administrator (accord.dashboards.reading.status)
METRICS_TOKEN = env.METRICS_TOKEN
STATUS_QUEUE_MINUTES = env.STATUS_QUEUE_MINUTES
STATUS_JOB_MINUTES = env.STATUS_JOB_MINUTES
STATUS_WORKER_MINUTES = env.STATUS_WORKER_MINUTES
STATUS_BACKUP_HOURS = env.STATUS_BACKUP_HOURS
STATUS_DISK_MB = env.STATUS_DISK_MB
LOGGING = logging_at(env.LOG_LEVEL, env.LOG_FORMAT)
SILENCED_SYSTEM_CHECKS: list[str] = []
