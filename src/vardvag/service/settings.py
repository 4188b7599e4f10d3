"""Django's settings, all derived from one `Configuration`. No environment variable is read here.

What is installed follows the profiles: with only `public`, no app that knows of a person is even imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from vardvag.service.configuration import configuration
from vardvag.service.databases import database

VARDVAG = configuration()
"""The configuration, for views that need it: `settings.VARDVAG`."""

_HERE = Path(__file__).parent
_OURS = urlsplit(VARDVAG.address)

DEBUG = False
SECRET_KEY = VARDVAG.secret_key
ALLOWED_HOSTS = ["127.0.0.1", "localhost"] if VARDVAG.demo else [str(_OURS.hostname)]
ROOT_URLCONF = "vardvag.service.urls"
WSGI_APPLICATION = "vardvag.service.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.staticfiles"]
if "region" in VARDVAG.profiles:
    INSTALLED_APPS.append("vardvag.service.region_log")
if "care" in VARDVAG.profiles:
    INSTALLED_APPS.append("vardvag.service.store")

DATABASES: dict[str, dict[str, Any]] = {
    alias: database(address, alias, VARDVAG.data) for alias, address in VARDVAG.databases.items()
}
DATABASE_ROUTERS = ["vardvag.service.databases.ProfileRouter"]

MIDDLEWARE = [
    "vardvag.service.request_log.RequestLog",
    "vardvag.service.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "vardvag.service.identity.session.ActorMiddleware",
    "vardvag.service.told_errors.ToldErrors",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "look/templates", _HERE / "pages/templates"],
        "OPTIONS": {
            # Components need no {% load %}: a page is words and components, nothing else.
            "builtins": ["django.templatetags.i18n", "vardvag.service.look.tags"],
            "context_processors": [
                "django.template.context_processors.request",
                "vardvag.service.look.frame.frame",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Notices: a mail server of the installation's own; in the demo a folder, from which nothing is sent.
NOTICES_FOLDER = VARDVAG.data / "exempel-meddelanden-inte-skickade"
DEFAULT_FROM_EMAIL = VARDVAG.notices_from or "exempel@localhost"
EMAIL_BACKEND = "vardvag.service.notices.folder_backend.FolderBackend"
EMAIL_TIMEOUT = 20
if VARDVAG.notices_smtp:
    _MAIL = urlsplit(VARDVAG.notices_smtp)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = str(_MAIL.hostname), _MAIL.port or (465 if _MAIL.scheme == "smtps" else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_MAIL.username or ""), unquote(_MAIL.password or "")
    EMAIL_USE_SSL, EMAIL_USE_TLS = _MAIL.scheme == "smtps", _MAIL.scheme == "smtp"

# Language: Swedish at the address itself, English under /en/. The address decides, so no cookie is needed.
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [_HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
STATICFILES_DIRS = [_HERE / "look/static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "vardvag.service.look.fonts.FontFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "vardvag.service.look.fonts.VersionedStatic"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 0 if VARDVAG.demo else 86_400
WHITENOISE_MIMETYPES = {".ttf": "font/ttf"}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# A session begins at log-in and at no other time; it holds who is logged in, on our side.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "vardvag" if VARDVAG.demo else "__Host-vardvag"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not VARDVAG.demo
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "vardvag.service.pages.errors.form_too_old"
CSRF_TRUSTED_ORIGINS = [VARDVAG.address]

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if VARDVAG.demo else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not VARDVAG.demo
SECURE_SSL_REDIRECT = not VARDVAG.demo
if VARDVAG.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "vardvag.service.logs.JsonLog"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # The demo's terminal is for its address and users, not for a line per request.
        "vardvag": {"level": "WARNING" if VARDVAG.demo else "INFO"},
        # Django has handlers of its own that print the path of a request, which may name a person's plan.
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
