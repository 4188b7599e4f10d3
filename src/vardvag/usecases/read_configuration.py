"""Read how this installation is set up from `VARDVAG_*`, and tell every fault at once.

The one place that knows the names of the settings, their defaults, and which of them are secrets. Secrets
come from the environment or, better, from a file named by `<NAME>_FILE`; they are never printed.

Here does not belong what a setting leads to (`service/settings`), nor any use of the web framework: the
command line shows the configuration without having Django installed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from vardvag.base.findings import Finding, Severity
from vardvag.base.texts import Text

PROFILES = ("public", "region", "care")
"""The three installable parts. Each has its own database: each has its own controller of data."""

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: its name without the prefix, what it means, and its default (None: must be set)."""

    name: str
    meaning: Text
    default: str | None = None
    secret: bool = False
    demo: str | None = None
    """What the demo uses when nothing is set. Where it is None the default holds in the demo too."""


OPTIONS = (
    Option("DEMO", Text("Exempelläge: 1 eller 0", "Demo mode: 1 or 0"), "0"),
    Option("DEMO_DAY", Text("Den dag det är i exemplet", "The day it is in the demo"), ""),
    Option(
        "PROFILES",
        Text("Delar som körs: public, region, care", "Parts that run: public, region, care"),
        demo="public,region,care",
    ),
    Option("DATA", Text("Mapp för data", "Folder for data"), demo="demo-data"),
    Option(
        "STORE",
        Text(
            "Mapp för inlästa vårdkontakter (annars DATA/region/warehouse)",
            "Folder of loaded contacts (else DATA/region/warehouse)",
        ),
        "",
    ),
    Option(
        "STATISTICS_DATABASE",
        Text(
            "PostgreSQL att räkna i, för vardvag stats --engine postgres",
            "PostgreSQL to count in, for vardvag stats --engine postgres",
        ),
        "",
        secret=True,
    ),
    Option(
        "SPARK_MASTER",
        Text(
            "Spark att räkna på, för vardvag stats --engine spark",
            "Spark to count on, for vardvag stats --engine spark",
        ),
        "local[*]",
    ),
    Option(
        "SPARK_FILES",
        Text(
            "Adress där klustret ser lagrets mapp (annars samma mapp som här)",
            "Address at which the cluster sees the store's folder (else the same folder as here)",
        ),
        "",
    ),
    Option("ADDRESS", Text("Webbplatsens adress", "Address of the site"), demo="http://127.0.0.1:8000"),
    Option(
        "LISTEN", Text("Adress och port att lyssna på", "Address and port to listen on"), "127.0.0.1:8000"
    ),
    Option("WORKERS", Text("Antal processer", "Number of processes"), "2", demo="1"),
    Option(
        "BEHIND_PROXY",
        Text("1 om en proxy sätter X-Forwarded-Proto", "1 when a proxy sets X-Forwarded-Proto"),
        "0",
    ),
    Option(
        "SECRET_KEY",
        Text("Hemlighet för sessioner, minst 50 tecken", "Secret for sessions, at least 50 characters"),
        secret=True,
        demo="only-for-the-demo-never-for-real-use-0123456789-0123456789",
    ),
    Option(
        "LOG_KEY",
        Text("Privat Ed25519-nyckel som signerar loggar (PEM)", "Private Ed25519 key that seals logs (PEM)"),
        "",
        secret=True,
    ),
    Option(
        "BACKUP_KEY",
        Text(
            "Nyckel som krypterar säkerhetskopior: 64 hexadecimala tecken",
            "Key that encrypts backups: 64 hexadecimal digits",
        ),
        "",
        secret=True,
    ),
    Option(
        "PERSON_KEYS",
        Text(
            "Fil med en nyckel för varje person, som säkerhetskopior kräver; sparas för sig",
            "File with a key for each person, which backups demand; kept apart from them",
        ),
        "",
    ),
    Option(
        "PERSON_KEYS_KEY",
        Text(
            "Huvudnyckel till personernas nycklar: 64 hexadecimala tecken",
            "Master key of the people's keys: 64 hexadecimal digits",
        ),
        "",
        secret=True,
        demo="0123456789abcdef" * 4,
    ),
    Option("DATABASE", Text("Databas för inloggningar", "Database of log-ins"), "", secret=True),
    Option("DATABASE_PUBLIC", Text("Databas, offentlig del", "Database, public part"), "", secret=True),
    Option("DATABASE_REGION", Text("Databas, regionens del", "Database, the region's part"), "", secret=True),
    Option("DATABASE_CARE", Text("Databas, vårdens del", "Database, the care unit's part"), "", secret=True),
    Option(
        "OIDC_ISSUER",
        Text("Utfärdare för inloggning (OpenID Connect)", "Issuer of log-ins (OpenID Connect)"),
        demo="http://127.0.0.1:8001",
    ),
    Option("OIDC_CLIENT_ID", Text("Klient hos utfärdaren", "Client at the issuer"), demo="vardvag-demo"),
    Option(
        "OIDC_CLIENT_SECRET",
        Text("Klientens hemlighet", "The client's secret"),
        secret=True,
        demo="only-for-the-demo",
    ),
    Option(
        "NOTICES_SMTP",
        Text(
            "E-postserver för meddelanden (smtp:// med STARTTLS, smtps://); tom: inga skickas ut",
            "Mail server for notices (smtp:// with STARTTLS, smtps://); empty: none are sent out",
        ),
        "",
        secret=True,
    ),
    Option("NOTICES_FROM", Text("Avsändare av meddelanden", "Sender of notices"), ""),
    Option(
        "COLLECT_SOURCES",
        Text("Fil med källor att hämta planer från", "File of the sources that plans are collected from"),
        "",
    ),
    Option(
        "COLLECT_NUMBERS",
        Text(
            "Fil med patienters nummer, att fråga källorna med",
            "File of patients' numbers, to ask the sources by",
        ),
        "",
    ),
)

OTHER_NAMES = ("VARDVAG_NO_SKIP", "VARDVAG_SCREENSHOTS")
"""Names that belong to the tests, not to an installation."""


@dataclass(frozen=True, slots=True)
class Given:
    """A setting as found. `origin` is `environment`, `file`, `default`, `demo` or `missing`."""

    option: Option
    value: str
    origin: str

    @property
    def shown(self) -> str:
        """The value as it may be printed: a secret only says whether it is there."""
        if self.option.secret and self.value:
            return "••••••"
        return self.value


@dataclass(frozen=True)
class Configuration:
    """Everything an installation decides. Holds secrets: print `given`'s `shown`, never this."""

    demo: bool
    demo_day: date | None
    profiles: tuple[str, ...]
    data: Path
    store: Path
    address: str
    listen: str
    workers: int
    behind_proxy: bool
    issuer: str
    client_id: str
    secret_key: str = field(repr=False)
    client_secret: str = field(repr=False)
    log_key: str = field(repr=False)
    backup_key: str = field(repr=False)
    person_keys: Path
    person_keys_key: str = field(repr=False)
    databases: Mapping[str, str] = field(repr=False)
    """Alias (`default`, `public`, `region`, `care`) → address of the database; empty for SQLite."""
    notices_smtp: str = field(default="", repr=False)
    notices_from: str = ""
    collect_sources: Path | None = None
    collect_numbers: Path | None = None


def read_configuration(environ: Mapping[str, str]) -> tuple[Configuration | None, list[Given], list[Finding]]:
    """The configuration, each setting with where it came from, and every fault.

    The configuration is None when any finding is an error.
    """
    findings: list[Finding] = list(_unknown_names(environ))
    demo = environ.get("VARDVAG_DEMO", "0") == "1"
    given = {option.name: _look_up(option, environ, demo, findings) for option in OPTIONS}
    values = {name: one.value for name, one in given.items()}
    findings += [
        _fault(one.option.name, "missing", "Värdet saknas", "The value is missing", "Sätt", "Set")
        for one in given.values()
        if one.origin == "missing"
    ]
    profiles = tuple(part.strip() for part in values["PROFILES"].split(",") if part.strip())
    _check_values(values, profiles, demo, findings)
    day = _read_day(values["DEMO_DAY"], demo, findings)
    if any(finding.severity is Severity.ERROR for finding in findings):
        return None, list(given.values()), findings
    data = Path(values["DATA"]).absolute()
    databases = {"default": values["DATABASE"]}
    databases |= {name: values[f"DATABASE_{name.upper()}"] for name in PROFILES if name in profiles}
    configuration = Configuration(
        demo=demo,
        demo_day=day,
        profiles=tuple(name for name in PROFILES if name in profiles),
        data=data,
        store=Path(values["STORE"]).absolute() if values["STORE"] else data / "region" / "warehouse",
        address=values["ADDRESS"].rstrip("/"),
        listen=values["LISTEN"],
        workers=int(values["WORKERS"]),
        behind_proxy=values["BEHIND_PROXY"] == "1",
        issuer=values["OIDC_ISSUER"].rstrip("/"),
        client_id=values["OIDC_CLIENT_ID"],
        secret_key=values["SECRET_KEY"],
        client_secret=values["OIDC_CLIENT_SECRET"],
        log_key=values["LOG_KEY"],
        backup_key=values["BACKUP_KEY"],
        person_keys=_file(values["PERSON_KEYS"]) or data / "person-keys.sqlite3",
        person_keys_key=values["PERSON_KEYS_KEY"],
        databases=databases,
        notices_smtp=values["NOTICES_SMTP"],
        notices_from=values["NOTICES_FROM"],
        collect_sources=_file(values["COLLECT_SOURCES"]),
        collect_numbers=_file(values["COLLECT_NUMBERS"]),
    )
    return configuration, list(given.values()), findings


def _file(value: str) -> Path | None:
    return Path(value).absolute() if value else None


def _look_up(option: Option, environ: Mapping[str, str], demo: bool, findings: list[Finding]) -> Given:
    """The value of one setting: the environment, else the file it names, else the default."""
    name = f"VARDVAG_{option.name}"
    if name in environ:
        return Given(option, environ[name].strip(), "environment")
    if option.secret and f"{name}_FILE" in environ:
        try:
            text = Path(environ[f"{name}_FILE"]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            findings.append(
                _fault(
                    f"{option.name}_FILE",
                    "file",
                    "Filen kan inte läsas",
                    "The file cannot be read",
                    "Kontrollera sökväg och rättigheter för",
                    "Check the path and the permissions of",
                )
            )
            return Given(option, "", "file")
        return Given(option, text.strip(), "file")
    if demo and option.demo is not None:
        return Given(option, option.demo, "demo")
    return Given(option, option.default or "", "missing" if option.default is None else "default")


def _check_values(
    values: Mapping[str, str], profiles: tuple[str, ...], demo: bool, findings: list[Finding]
) -> None:
    """Everything that can be wrong with a value that is there."""
    findings += [
        _wrong(name, values[name], "Skriv 1 eller 0", "Write 1 or 0")
        for name in ("DEMO", "BEHIND_PROXY")
        if values[name] not in ("0", "1")
    ]
    for unknown in [name for name in profiles if name not in PROFILES]:
        known = ", ".join(PROFILES)
        findings.append(_wrong("PROFILES", unknown, f"Välj bland {known}", f"Choose among {known}"))
    if not re.fullmatch(r"[1-9]\d?", values["WORKERS"]):
        findings.append(_wrong("WORKERS", values["WORKERS"], "Skriv ett tal 1–99", "Write a number 1–99"))
    if not re.fullmatch(r"[^\s:]+:\d{1,5}|\[[0-9a-f:]+\]:\d{1,5}", values["LISTEN"]):
        findings.append(_wrong("LISTEN", values["LISTEN"], "Skriv adress:port", "Write address:port"))
    elif demo and values["LISTEN"].rsplit(":", 1)[0].strip("[]") not in _LOOPBACK:
        # Anybody may be anybody in the demo, so it never answers beyond this machine.
        findings.append(
            _wrong(
                "LISTEN", values["LISTEN"], "Exemplet körs bara på 127.0.0.1", "The demo runs on 127.0.0.1"
            )
        )
    for name in ("ADDRESS", "OIDC_ISSUER"):
        if values[name]:
            _check_address(name, values[name], demo, findings)
    if values["NOTICES_SMTP"]:
        server = urlsplit(values["NOTICES_SMTP"])
        if server.scheme not in ("smtp", "smtps") or not server.hostname:
            findings.append(
                _fault(
                    "NOTICES_SMTP",
                    "mail-server",
                    "E-postserverns adress kan inte användas",
                    "The mail server's address cannot be used",
                    "Skriv smtp://användare:lösenord@värd:587 i",
                    "Write smtp://user:password@host:587 in",
                )
            )
        if "@" not in values["NOTICES_FROM"]:
            findings.append(
                _wrong("NOTICES_FROM", values["NOTICES_FROM"], "Skriv en adress", "Write an address")
            )
    if values["SECRET_KEY"] and not demo and len(values["SECRET_KEY"]) < 50:
        findings.append(
            _fault(
                "SECRET_KEY",
                "weak",
                "Hemligheten är för kort",
                "The secret is too short",
                "Ge minst 50 slumpade tecken i",
                "Give at least 50 random characters in",
            )
        )
    if not demo and _is_demo_default(values):
        findings.append(
            _fault(
                "SECRET_KEY",
                "demo-value",
                "Exemplets hemlighet används utanför exemplet",
                "The demo's secret is used outside the demo",
                "Skapa en egen hemlighet för",
                "Create a secret of your own for",
            )
        )
    for name in ("DATABASE", *(f"DATABASE_{profile.upper()}" for profile in PROFILES)):
        if values[name] and not values[name].startswith(("postgresql://", "postgres://", "sqlite://")):
            findings.append(
                _fault(
                    name,
                    "address",
                    "Databasens adress kan inte användas",
                    "The database's address cannot be used",
                    "Skriv postgresql://användare:lösenord@värd/databas i",
                    "Write postgresql://user:password@host/database in",
                )
            )


def _check_address(name: str, value: str, demo: bool, findings: list[Finding]) -> None:
    """An address is https, except on this machine in the demo."""
    parts = urlsplit(value)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and parts.hostname in _LOOPBACK and demo:
        return
    findings.append(_wrong(name, value, "Skriv en adress med https://", "Write an address with https://"))


def _is_demo_default(values: Mapping[str, str]) -> bool:
    return any(option.secret and option.demo and values[option.name] == option.demo for option in OPTIONS)


def _read_day(text: str, demo: bool, findings: list[Finding]) -> date | None:
    if not text:
        return None
    if not demo:
        findings.append(
            _wrong("DEMO_DAY", text, "Ta bort den utanför exemplet", "Remove it outside the demo")
        )
    try:
        return date.fromisoformat(text)
    except ValueError:
        findings.append(_wrong("DEMO_DAY", text, "Skriv datum som 2026-11-22", "Write a date as 2026-11-22"))
        return None


def _unknown_names(environ: Mapping[str, str]) -> list[Finding]:
    """A misspelt setting is silently the default; so every name that is not ours is told."""
    known = {f"VARDVAG_{option.name}" for option in OPTIONS}
    known |= {f"VARDVAG_{option.name}_FILE" for option in OPTIONS if option.secret}
    known |= set(OTHER_NAMES)
    findings = []
    for name in sorted(environ):
        if name.startswith("VARDVAG_") and name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=1)
            remedy = Text("Ta bort den", "Remove it")
            if near:
                remedy = Text(f"Menade du {near[0]}?", f"Did you mean {near[0]}?")
            findings.append(
                Finding(
                    "unknown-setting",
                    Text("Inställningen finns inte", "There is no such setting"),
                    remedy,
                    Severity.WARNING,
                    column=name,
                )
            )
    return findings


def _wrong(name: str, value: str, sv: str, en: str) -> Finding:
    """A value that cannot be used, shown (only for settings that are not secrets)."""
    return Finding(
        "value",
        Text("Värdet kan inte användas", "The value cannot be used"),
        Text(sv, en),
        column=f"VARDVAG_{name}",
        value=value,
    )


def _fault(name: str, rule: str, sv: str, en: str, remedy_sv: str, remedy_en: str) -> Finding:
    """A fault whose value is not shown."""
    full = f"VARDVAG_{name}"
    return Finding(rule, Text(sv, en), Text(f"{remedy_sv} {full}", f"{remedy_en} {full}"), column=full)
