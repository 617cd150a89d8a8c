"""Django settings. Everything a deployer may change comes from the environment by `setting`; the rest is decided here."""

from __future__ import annotations

from email.utils import parseaddr
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from ninefold.config.environment import DECLARED, database, one_of, pairs, setting, whole_number, words, yes_or_no

BASE_DIR = Path(__file__).resolve().parents[2]
# Beside the package in a checkout, inside it where it was installed.
SHIPPED_MODELS = BASE_DIR / "models" if (BASE_DIR / "models").is_dir() else BASE_DIR / "ninefold" / "models"
LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"]

# --- What a deployer sets -------------------------------------------------------------------------------------------

NINEFOLD_DEMO = setting("NINEFOLD_DEMO", "no", "A demonstration with made-up people on this machine only", yes_or_no)
NINEFOLD_DATA_DIR = setting("NINEFOLD_DATA_DIR", "var", "Folder for the SQLite database and files", Path)
NINEFOLD_KEYS_DIR = setting(
    "NINEFOLD_KEYS_DIR",
    "",
    "Folder for the secrets of open rounds: never inside a data backup. Default: keys, in the data folder",
    lambda value: Path(value) if value else NINEFOLD_DATA_DIR / "keys",
)
DATABASES = {
    "default": setting(
        "NINEFOLD_DATABASE",
        f"sqlite:///{NINEFOLD_DATA_DIR}/ninefold.sqlite3",
        "sqlite:///path or postgresql://user:password@host/name",
        database,
    )
}
SECRET_KEY = setting("NINEFOLD_SECRET_KEY", "", "At least 50 random characters; signs cookies and codes", str)
SECRET_KEY_FALLBACKS = setting(
    "NINEFOLD_OLD_SECRET_KEYS", "", "Earlier secret keys, so that a change signs nobody out", words
)
NINEFOLD_SITE_URL = setting(
    "NINEFOLD_SITE_URL", "http://127.0.0.1:8000", "Address that stands in mail", lambda url: url.rstrip("/")
)
NINEFOLD_SITE_NAME = setting("NINEFOLD_SITE_NAME", "Ninefold", "Name shown in the header and in mail", str)
NINEFOLD_OWNER_NAME = setting(
    "NINEFOLD_OWNER_NAME", "Your leadership academy", "Who runs this site, in the footer and the notices", str
)
NINEFOLD_HELP_EMAIL = setting("NINEFOLD_HELP_EMAIL", "help@example.org", "Where people can write for help", str)
ALLOWED_HOSTS = setting("NINEFOLD_HOSTS", ",".join(LOOPBACK_HOSTS), "Host names that this site answers to", words)
NINEFOLD_TRUSTED_PROXY = setting(
    "NINEFOLD_TRUSTED_PROXY",
    "no",
    "A proxy in front sets X-Forwarded-Proto and X-Forwarded-For, whatever the visitor sent",
    yes_or_no,
)
DEFAULT_FROM_EMAIL = setting("NINEFOLD_MAIL_FROM", "Ninefold <ninefold@example.org>", "Sender of all mail", str)
EMAIL_HOST = setting("NINEFOLD_SMTP_HOST", "127.0.0.1", "Mail server", str)
EMAIL_PORT = setting("NINEFOLD_SMTP_PORT", "25", "Port of the mail server", whole_number)
EMAIL_HOST_USER = setting("NINEFOLD_SMTP_USER", "", "User at the mail server", str)
EMAIL_HOST_PASSWORD = setting("NINEFOLD_SMTP_PASSWORD", "", "Password at the mail server", str)
NINEFOLD_SMTP_SECURITY = setting(
    "NINEFOLD_SMTP_SECURITY",
    "starttls",
    "How the mail connection is protected: starttls, tls or none",
    one_of("starttls", "tls", "none"),
)
EMAIL_TIMEOUT = setting("NINEFOLD_SMTP_TIMEOUT", "20", "Seconds to wait for the mail server", whole_number)
NINEFOLD_MODELS_DIRS = setting(
    "NINEFOLD_MODELS_DIRS",
    str(SHIPPED_MODELS),
    "Folders of leadership model packs",
    lambda value: [Path(p) for p in words(value)],
)
NINEFOLD_MINIMUM_RATERS = setting(
    "NINEFOLD_MINIMUM_RATERS", "3", "Fewest raters for a group to be shown: 3 or more", whole_number
)
NINEFOLD_SECOND_FACTOR = setting(
    "NINEFOLD_SECOND_FACTOR",
    "everyone",
    "Who must use a second factor: everyone, or all but participants",
    one_of("everyone", "all but participants"),
)
NINEFOLD_SIGN_UP = setting(
    "NINEFOLD_SIGN_UP", "closed", "Whether people may make their own account: open, or closed", one_of("open", "closed")
)
NINEFOLD_THEME = setting(
    "NINEFOLD_THEME",
    "",
    "Own colours: ground=#f9f6f1,brand_dark=#33172f,brand=#4f2450,link=#6d3a6c,lit=#eda63a, or some of them",
    pairs,
)
NINEFOLD_COOKIE_SUFFIX = setting("NINEFOLD_COOKIE_SUFFIX", "", "Tells apart two instances on one host name", str)

if NINEFOLD_MINIMUM_RATERS < 3:
    raise ImproperlyConfigured("NINEFOLD_MINIMUM_RATERS is wrong: it can be raised, never set below 3.")
if NINEFOLD_DEMO:
    SECRET_KEY = SECRET_KEY or "the demonstration holds nothing real, so its key need not be secret at all"
    public = sorted(set(ALLOWED_HOSTS) - set(LOOPBACK_HOSTS))
    if public:
        raise ImproperlyConfigured(
            f"The demonstration lets anybody in, so it answers on this machine only, not as {', '.join(public)}."
        )
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("NINEFOLD_SECRET_KEY is missing or shorter than 50 characters.")
if "@" not in parseaddr(DEFAULT_FROM_EMAIL)[1]:
    raise ImproperlyConfigured("NINEFOLD_MAIL_FROM is wrong: write Name <address@example.org>.")

NINEFOLD_SETTINGS = DECLARED

# --- What is decided here -------------------------------------------------------------------------------------------

DEBUG = False
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "ninefold.ui",
    "ninefold.outbox",
    "ninefold.audit",
    "ninefold.accounts",
    "ninefold.organisations",
    "ninefold.facilitators",
    "ninefold.leadership_model",
    "ninefold.vault",
    "ninefold.feedback360",
    "ninefold.reports",
    "ninefold.demo",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside of all that may refuse a request, so that refusals are not kept either.
    "ninefold.ui.middleware.personal_pages_are_not_stored",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ninefold.accounts.middleware.second_factor_required",
]
ROOT_URLCONF = "ninefold.config.urls"
WSGI_APPLICATION = "ninefold.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parent / "jinja2"],
        "APP_DIRS": True,
        "OPTIONS": {"environment": "ninefold.ui.jinja2_environment.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
LANGUAGE_CODE = "en-gb"
USE_TZ = True
TIME_ZONE = "Europe/London"
STATIC_URL = "/static/"
STATIC_ROOT = NINEFOLD_DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Whether browsers ship with the domain on their list is for its owner to decide, not for one site on it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
FORM_RENDERER = "django.forms.renderers.Jinja2"

# The cache is shared by all processes, so that a limit is not multiplied by their number.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"

# Signing in. People sign in by e-mail address; a password is something they may add later, so sign-up asks for none.
ACCOUNT_ADAPTER = "ninefold.accounts.adapters.AccountAdapter"
ACCOUNT_TEMPLATE_EXTENSION = "jinja"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "ninefold.accounts.domain.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "ninefold.accounts.sign_up.SignUpFields"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 30 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A limit for one address would let a stranger lock its owner out of the code, so codes are limited by where they are asked from.
ACCOUNT_RATE_LIMITS = {"request_login_code": "10/m/ip,60/h/ip", "login_failed": "10/m/ip,10/5m/key"}
ACCOUNT_FORMS = {
    "login": "ninefold.accounts.forms.SignInForm",
    "request_login_code": "ninefold.accounts.forms.RequestCodeForm",
    "confirm_login_code": "ninefold.accounts.forms.SignInCodeForm",
    "confirm_email_verification_code": "ninefold.accounts.forms.ConfirmEmailCodeForm",
    "signup": "ninefold.accounts.forms.SignUpForm",
    "change_password": "ninefold.accounts.forms.ChangePasswordForm",
    "set_password": "ninefold.accounts.forms.SetPasswordForm",
    "reauthenticate": "ninefold.accounts.forms.ConfirmPasswordForm",
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if NINEFOLD_TRUSTED_PROXY else 0
MFA_ADAPTER = "ninefold.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# Browsers give passkeys to https and to localhost only; without this even localhost is refused here.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not NINEFOLD_SITE_URL.startswith("https://")
MFA_TOTP_ISSUER = NINEFOLD_SITE_NAME
# A code that was typed slowly still works; ninefold.accounts.forms sees to it that none works twice.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_FORMS = {
    "authenticate": "ninefold.accounts.forms.SecondFactorForm",
    "reauthenticate": "ninefold.accounts.forms.ConfirmSecondFactorForm",
    "activate_totp": "ninefold.accounts.forms.ActivateAppForm",
    "add_webauthn": "ninefold.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "ninefold.accounts.forms.RenamePasskeyForm",
}
# The other storage would put a cookie beside those with __Host- names.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

HTTPS = NINEFOLD_SITE_URL.startswith("https://")
SESSION_COOKIE_NAME = f"__Host-session{NINEFOLD_COOKIE_SUFFIX}"
CSRF_COOKIE_NAME = f"__Host-csrf{NINEFOLD_COOKIE_SUFFIX}"
# Browsers accept Secure cookies from loopback addresses over plain HTTP too; anywhere else HTTPS is needed.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 20 * 3600 + 1800
NINEFOLD_NAVIGATION = "ninefold.config.navigation.links"
CSRF_FAILURE_VIEW = "ninefold.config.pages.form_expired"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Only behind a proxy that says which way a visitor came; machines ask for health without one.
SECURE_SSL_REDIRECT = HTTPS and NINEFOLD_TRUSTED_PROXY
SECURE_REDIRECT_EXEMPT = ["^livez$", "^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NINEFOLD_TRUSTED_PROXY else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# No form takes a file; with Django's other handler whatever is sent as one would lie on the disk in plain text.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_USE_TLS = NINEFOLD_SMTP_SECURITY == "starttls"
EMAIL_USE_SSL = NINEFOLD_SMTP_SECURITY == "tls"

# Messages of requests would hold addresses and tokens; only what went wrong is logged, without them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "ninefold.config.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
