"""Settings of the product: every value an installer may set is read here once, typed, from the environment.

The list for installers is docs/operate/settings.md; a test compares the two.
"""

from datetime import timedelta
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from haidang.project.environment import database_settings, environment, mail_server

SOURCE = Path(__file__).resolve().parent.parent

DATA_FOLDER: Path = environment.path("HAIDANG_DATA_FOLDER", Path.cwd() / "var").resolve()
SECRET_KEY: str = environment.secret("HAIDANG_SECRET_KEY", DATA_FOLDER)
DEBUG: bool = environment.bool("HAIDANG_DEBUG", False)
ALLOWED_HOSTS: list[str] = environment.list("HAIDANG_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = environment.list("HAIDANG_TRUSTED_ORIGINS", [])
HTTPS: bool = environment.bool("HAIDANG_HTTPS", False)
WORKER_PAUSE_SECONDS: float = environment.float("HAIDANG_WORKER_PAUSE_SECONDS", 1.0)
LOCKOUT_FAILURES: int = environment.int("HAIDANG_LOCKOUT_FAILURES", 5)
LOCKOUT_MINUTES: int = environment.int("HAIDANG_LOCKOUT_MINUTES", 30)
MOST_FILES: int = environment.int("HAIDANG_MOST_FILES", 20)
MOST_PASTED_LETTERS: int = environment.int("HAIDANG_MOST_PASTED_LETTERS", 2_000_000)
SITE_ADDRESS: str = environment.str("HAIDANG_SITE_ADDRESS", "").rstrip("/")
MAIL_SERVER = mail_server(SITE_ADDRESS)
MAIL_DIGEST_AT = environment.clock_time("HAIDANG_MAIL_DIGEST_AT", "07:00")
MAIL_QUIET_FROM = environment.clock_time("HAIDANG_MAIL_QUIET_FROM", "20:00")
MAIL_QUIET_UNTIL = environment.clock_time("HAIDANG_MAIL_QUIET_UNTIL", "06:30")
LOG_LEVEL: str = environment.str("HAIDANG_LOG_LEVEL", "INFO")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "tree_queries",
    "axes",
    "haidang.foundation",
    "haidang.agencies",
    "haidang.documents",
    "haidang.programme",
    "haidang.reports",
    "haidang.regimes",
    "haidang.indicators",
    "haidang.oversight",
    "haidang.desk",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "haidang.agencies.middleware.AccountMiddleware",
    "haidang.foundation.middleware.PlainQuestionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "haidang.foundation.middleware.RepeatUndoneMiddleware",
]

ROOT_URLCONF = "haidang.project.urls"
WSGI_APPLICATION = "haidang.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["haidang.foundation.templatetags.counts", "haidang.foundation.templatetags.days"],
        },
    }
]

DATABASES = {"default": database_settings(DATA_FOLDER)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "agencies.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "haidang.agencies.backends.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name", "email")},
    },
    {"NAME": "haidang.agencies.validators.LongPasswordValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "agencies:log_in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "agencies:log_in"

# By login only: an office shares one address, so a lock by address would shut everybody out (decision 0005).
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
CSRF_FAILURE_VIEW = "haidang.foundation.views.form_refused"
AXES_FAILURE_LIMIT = LOCKOUT_FAILURES
AXES_COOLOFF_TIME = timedelta(minutes=LOCKOUT_MINUTES)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "haidang.agencies.views.sessions.locked_out"
AXES_VERBOSE = False

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
# The formats of Django for Vietnamese do not say it.
NUMBER_GROUPING = 3

STATIC_URL = "static/"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_FOLDER / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# Above what the form of handing in allows, so that the form says its limit instead of a bare refusal.
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 32 * 1024 * 1024
# Beside the data, never in the machine's own temporary folder: what a crash leaves there stays ours to clear.
FILE_UPLOAD_TEMP_DIR = DATA_FOLDER / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(parents=True, exist_ok=True)
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 12
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"axes": {"level": "WARNING"}},
}
