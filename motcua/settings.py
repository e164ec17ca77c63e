"""Everything that differs between installations comes from the environment; the rest is decided here once."""

from operator import attrgetter
from pathlib import Path

from django.utils.csp import CSP
from environs import Env
from psycopg.conninfo import conninfo_to_dict

env = Env()
ROOT = Path(__file__).resolve().parent.parent

SECRET_KEY = env.str("MOTCUA_SECRET_KEY", "only-for-commands-that-sign-nothing")
DEBUG = env.bool("MOTCUA_DEBUG", False)
ALLOWED_HOSTS = env.list("MOTCUA_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
MOTCUA_PLACE = env.list("MOTCUA_PLACE", default=["Tỉnh Ninh Thuận", "2025-07-01 Tỉnh Khánh Hòa"])
"""Whose administration this is, as printed in headers; a name that follows a day holds from that day."""
PUBLIC_URL = env.str("MOTCUA_PUBLIC_URL", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# From the ground up: the order is the order of the layers in `.importlinter`.
MOTCUA_APPS = [
    "motcua.access",
    "motcua.ledger",
    "motcua.notices",
    "motcua.files",
    "motcua.printing",
    "motcua.ui",
    "motcua.org",
    "motcua.people",
    "motcua.procedures",
    "motcua.population",
    "motcua.onestop",
    "motcua.progress",
    "motcua.portal",
    "motcua.desk",
    "motcua.demo",
    "motcua.upkeep",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    *MOTCUA_APPS,  # before allauth, whose pages ours replace
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "motcua.ui.middleware.refusals",
    "motcua.people.web.middleware.watch",
]
ROOT_URLCONF = "motcua.urls"
WSGI_APPLICATION = "motcua.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "motcua.ui.context.page",
            ],
            "builtins": [
                "django.templatetags.static",
                "motcua.ui.templatetags.words",
                "motcua.ui.templatetags.parts",
            ],
        },
    }
]
FORM_RENDERER = "motcua.ui.forms.Renderer"

_server = conninfo_to_dict(env.str("DATABASE_URL", "postgresql://127.0.0.1:1/motcua"))
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _server.pop("dbname", "motcua"),
        "USER": _server.pop("user", ""),
        "PASSWORD": _server.pop("password", ""),
        "HOST": _server.pop("host", ""),
        "PORT": _server.pop("port", ""),
        "OPTIONS": _server,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["motcua.people.web.backend.StaffBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "motcua.people.web.adapter.StaffAdapter"
ACCOUNT_FORMS = {
    "login": "motcua.people.web.sign_in.SignInForm",
    "reauthenticate": "motcua.people.web.sign_in.ReauthenticateForm",
}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = attrgetter("name")
ACCOUNT_PREVENT_ENUMERATION = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
# Tries at one name are counted in the database (people.actions.knock); these hold off one address that tries many
# names, and a whole province may come from one address.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": "200/m/ip"}
MFA_ADAPTER = "motcua.people.web.adapter.FactorAdapter"
MFA_FORMS = {
    "authenticate": "motcua.people.web.factor.AuthenticateForm",
    "reauthenticate": "motcua.people.web.factor.ReauthenticateForm",
}
MFA_TOTP_TOLERANCE = 1
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "motcua.people.web.validators.LongEnough"},
    *(
        {"NAME": f"django.contrib.auth.password_validation.{name}Validator", "OPTIONS": options}
        for name, options in {
            "UserAttributeSimilarity": {"user_attributes": ["username", "name"]},
            "CommonPassword": {},
            "NumericPassword": {},
        }.items()
    ),
]
# Behind https nothing of a session may travel without it. MOTCUA_PROXY says that a proxy in front speaks https and sets
# X-Forwarded-Proto on every request: without one the header would be a visitor's word.
IS_HTTPS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
if env.bool("MOTCUA_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = IS_HTTPS
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # who watches over the installation asks it from beside
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 10 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
CSRF_FAILURE_VIEW = "motcua.ui.errors.csrf_failure"

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["motcua.ui.formats"]
LOCALE_PATHS = [ROOT / "motcua/ui/locale"]  # before Django's own Vietnamese, which is partly wrong

# E-mail leaves through MOTCUA_SMTP_HOST; where none is named, it is kept as files under var/mail.
SMTP_HOST = env.str("MOTCUA_SMTP_HOST", "")
SMTP = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPTIONS": {"host": SMTP_HOST, "port": env.int("MOTCUA_SMTP_PORT", 25), "timeout": 20},
}
MAIL_FOLDER = {
    "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
    "OPTIONS": {"file_path": env.str("MOTCUA_MAIL", str(ROOT / "var" / "mail"))},
}
MAILERS = {"default": SMTP if SMTP_HOST else MAIL_FOLDER}
DEFAULT_FROM_EMAIL = env.str("MOTCUA_MAIL_FROM", "motcua@localhost")

STATIC_URL = "static/"
STATIC_ROOT = ROOT / "var" / "static"
WHITENOISE_USE_FINDERS = True
STATICFILES_DIRS = [
    (name, folder)
    for name, folder in {
        # Not their whole packages: the web looks at every file when it starts.
        "tabler/css": ROOT / "node_modules/@tabler/core/dist/css",
        "be-vietnam-pro/files": ROOT / "node_modules/@fontsource/be-vietnam-pro/files",
    }.items()
    if folder.exists()
]

# Where the content-addressed store of `files` keeps its bytes, and what it takes in.
FILE_STORE = Path(env.str("MOTCUA_FILES", str(ROOT / "var" / "files")))
FILE_LIMIT_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# The key that seals the ledger, made on first use; beside it the public keys and the roots of the seals made here.
LEDGER_KEY = Path(env.str("MOTCUA_LEDGER_KEY", str(FILE_STORE.parent / "ledger-key")))
PRINT_FONTS = ROOT / "node_modules/@expo-google-fonts/tinos"

# How many calls of the API one program may make in a minute; 0 is any number.
CALLS_PER_MINUTE = env.int("MOTCUA_CALLS_PER_MINUTE", 600)

# Ports: what the lower apps declare and the upper ones implement.
ACTOR_OF = "motcua.people.queries.actor_of"
CLIENT_OF = "motcua.people.queries.client_of"
COUNT_CALL = "motcua.people.actions.count_call"
FIGURE_UNITS = "motcua.org.queries.figure_units.figure_units"
ROLES_HELD = "motcua.people.queries.roles_held"

PROCRASTINATE_ON_APP_READY = "motcua.ledger.jobs.on_ready"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("MOTCUA_LOG_LEVEL", "WARNING")},
    "loggers": {"motcua": {"level": env.str("MOTCUA_LOG_LEVEL", "INFO")}},
}
