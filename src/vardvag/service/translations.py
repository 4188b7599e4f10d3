"""From the Swedish of the pages to English: finds every text, tells what lacks English, compiles.

`python -m vardvag.service.translations` after a text was added or changed: it adds the new texts to
`locale/en/LC_MESSAGES/django.po` (empty, to be filled in), takes out those no longer used, and writes the
compiled `django.mo`. Both files are kept in the repository, so that nothing but Python is needed to run; a
test holds them together. GNU gettext is not needed.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
PO = HERE / "locale/en/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")

_IN_TEMPLATE = re.compile(r"""(?:\b_|\bgettext)\(\s*(u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))\s*\)""")
_MARKS = {"_", "gettext", "gettext_lazy"}


def texts() -> dict[str, list[str]]:
    """Every Swedish text of pages and views → the files it stands in."""
    found: dict[str, list[str]] = {}
    for path in sorted([*HERE.rglob("*.html"), *HERE.rglob("*.py")]):
        # The demo's issuer is a site of its own, and says both languages side by side.
        if "demo_templates" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        for text in _from_template(source) if path.suffix == ".html" else _from_python(source):
            found.setdefault(text, []).append(path.relative_to(HERE).as_posix())
    return found


def catalog() -> Catalog:
    """The English as it stands in the repository."""
    with PO.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def without_english(english: Catalog) -> list[str]:
    """The texts that have no English yet."""
    return [text for text in texts() if not (message := english.get(text)) or not message.string]


def compiled(english: Catalog) -> bytes:
    """The compiled form of a catalog: only what has been translated."""
    stable = _Stable(locale="en", domain="django")
    for message in english:
        if message.id and message.string:
            stable.add(message.id, message.string)
    buffer = io.BytesIO()
    write_mo(buffer, stable)
    return buffer.getvalue()


def main() -> int:
    """Bring both files up to date; 1 when something lacks English."""
    old = catalog() if PO.exists() else Catalog(locale="en", domain="django")
    new = _Stable(locale="en", domain="django", fuzzy=False)
    for text, files in sorted(texts().items()):
        known = old.get(text)
        new.add(text, known.string if known else "", locations=[(name, 0) for name in sorted(set(files))])
    buffer = io.BytesIO()
    # Without line numbers, which would change the file with every edit of a page.
    write_po(buffer, new, include_lineno=False, width=110)
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(buffer.getvalue())
    english = catalog()
    MO.write_bytes(compiled(english))
    missing = without_english(english)
    for text in missing:
        sys.stdout.write(f"no English yet: {text}\n")
    return 1 if missing else 0


class _Stable(Catalog):
    """A catalog whose head says nothing of when or by what it was written: the same texts, the same file."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Language", "en"),
            ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]

    @property
    def header_comment(self) -> str:
        return "# English of Vårdväg's pages. Kept by `python -m vardvag.service.translations`."


def _from_template(source: str) -> Iterator[str]:
    import django
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    for match in _IN_TEMPLATE.finditer(templatize(source)):
        # Django has doubled every per cent sign for xgettext, as it does when it looks a text up.
        yield ast.literal_eval(match[1].removeprefix("u"))


def _from_python(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if (
            not isinstance(node, ast.Call)
            or not isinstance(node.func, ast.Name)
            or node.func.id not in _MARKS
        ):
            continue
        for argument in node.args[:1]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


if __name__ == "__main__":
    raise SystemExit(main())
