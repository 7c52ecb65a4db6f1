"""Typed reading of the installer's values: from the environment, or from the file named by `..._FILE`."""

import secrets
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env


class Environment(Env):
    """An environs reader that also takes secrets from files and keeps its own secret key."""

    def password(self, name: str) -> str:
        """This function will return a password from `name` or from the file `name_FILE`; "" for none."""
        file = self.str(f"{name}_FILE", None)
        return Path(file).read_text(encoding="utf-8").strip() if file else self.str(name, "")

    def clock_time(self, name: str, default: str) -> time:
        """This function will return a time of the day written as 07:00."""
        written = self.str(name, default)
        try:
            return time.fromisoformat(written)
        except ValueError:
            raise ImproperlyConfigured(f"{name} phải là giờ trong ngày, ví dụ 07:00; đang là {written!r}.")

    def secret(self, name: str, folder: Path) -> str:
        """This function will return a secret from `name`, from the file `name_FILE`, or made once and kept.

        The made one is written to `folder`/secret-key, readable by its owner only.
        """
        if value := self.str(name, None):
            return value
        kept = Path(self.str(f"{name}_FILE", None) or folder / "secret-key")
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(60), encoding="ascii")
        return kept.read_text(encoding="utf-8").strip()


environment = Environment()


def database_settings(folder: Path) -> dict[str, Any]:
    """This function will return Django's settings of the database named by HAIDANG_DATABASE_URL.

    Without it: SQLite in `folder`. With postgresql://user:password@host:port/name (a host of the form
    ?host=/run/postgresql for a socket): PostgreSQL. Anything else is refused.
    """
    url = environment.str("HAIDANG_DATABASE_URL", None)
    if url is None:
        folder.mkdir(parents=True, exist_ok=True)
        return _sqlite_settings(folder / "haidang.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite_settings(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql_settings(url)
    raise ImproperlyConfigured(
        f"HAIDANG_DATABASE_URL phải bắt đầu bằng postgresql:// hoặc sqlite://; đang là {parts.scheme!r}."
    )


def _sqlite_settings(path: Path) -> dict[str, Any]:
    # IMMEDIATE and WAL together: Django's defaults lost updates when two officers saved at once.
    return {
        "ENGINE": "haidang.project.sqlite",
        "NAME": path,
        # Named here because pytest-xdist would make a file beside NAME, whose folder it does not know.
        "TEST": {"NAME": ":memory:"},
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            # So long does a writer wait for its turn: SQLite keeps no queue, and a busy machine may pass one over.
            "timeout": 60,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
            ),
        },
    }


def _postgresql_settings(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Compiling a query costs more than any page's query takes: the leaders' sheet of a past day 683 ms, not 58.
        # And the server is told that its disk has no arm to move: else it reads whole tables where an index leads to
        # the rows, for the counts of a round all reports of all years.
        "OPTIONS": {"options": "-c jit=off -c random_page_cost=1.1"},
    }


@dataclass(frozen=True, slots=True)
class MailServer:
    """The server that takes the product's e-mails; `security` is none, starttls or ssl."""

    host: str
    port: int
    user: str
    password: str
    security: str
    sender: str


def mail_server(site_address: str) -> MailServer | None:
    """This function will return the server named by HAIDANG_MAIL_HOST, None when e-mail is off."""
    host = environment.str("HAIDANG_MAIL_HOST", "")
    server = MailServer(
        host=host,
        port=environment.int("HAIDANG_MAIL_PORT", 25),
        user=environment.str("HAIDANG_MAIL_USER", ""),
        password=environment.password("HAIDANG_MAIL_PASSWORD"),
        security=environment.str("HAIDANG_MAIL_SECURITY", "none"),
        sender=environment.str("HAIDANG_MAIL_FROM", ""),
    )
    if not host:
        return None
    if server.security not in {"none", "starttls", "ssl"}:
        raise ImproperlyConfigured(
            f"HAIDANG_MAIL_SECURITY là none, starttls hoặc ssl; đang là {server.security!r}."
        )
    if "@" not in server.sender:
        raise ImproperlyConfigured(
            "Có HAIDANG_MAIL_HOST thì phải đặt HAIDANG_MAIL_FROM, địa chỉ thư người gửi."
        )
    if not site_address.startswith(("http://", "https://")):
        raise ImproperlyConfigured(
            "Có HAIDANG_MAIL_HOST thì phải đặt HAIDANG_SITE_ADDRESS, ví dụ https://tdn.example.gov.vn."
        )
    return server
