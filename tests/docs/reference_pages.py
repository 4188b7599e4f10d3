"""The reference pages, written from the code so that they cannot say anything else.

Each function gives one page. `python tests/docs/reference_pages.py` writes them to docs/reference; a test
fails when a page is not what would be written.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path

import click
from access_page import access_page
from agreement_words import words_page
from agreements_page import agreements_page
from api_page import api_description, api_page
from clocks_page import clocks_page
from fhir_page import fhir_page
from formats_page import formats_page
from limits_page import limits_page
from open_data_page import open_data_description, open_data_page
from page_parts import MADE, cited, table
from published_tables_page import published_tables_page
from riv_ta_page import riv_ta_page
from rules_page import attributes_page, rules_page, schema_page
from supplied_page import supplied_parts

from vardvag.cli import COMMANDS, application
from vardvag.statistics.measure import measures
from vardvag.statistics.policy import policies
from vardvag.usecases.read_configuration import OPTIONS

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


def commands() -> str:
    """Every command with its own help."""
    parts = [
        "# Commands",
        MADE,
        "Exit codes: 0 yes · 1 no (findings, differences) · 2 wrong use · 3 bad input.",
    ]
    whole = click.Context(application, info_name="vardvag", **application.context_settings)
    for name, (module, _) in COMMANDS.items():
        command = importlib.import_module(module).command
        context = click.Context(command, info_name=name, parent=whole, terminal_width=100)
        parts += [f"## vardvag {name}", f"```text\n{command.get_help(context).rstrip()}\n```"]
    return "\n\n".join(parts) + "\n"


def measures_page() -> str:
    """Every measure, and every policy of who is left out."""
    parts = ["# Measures", MADE]
    for measure in measures().values():
        file = measure.file
        parts += [f"## {measure.id}", f"{measure.title.sv}. *{measure.title.en}.*", file.definition.text().en]
        rows = [
            ("why", file.why.text().en),
            (
                "limit",
                f"{file.limit.days} days: {cited(file.limit.source.source())}"
                if file.limit
                else "none: its figures are numbers and days, and no share",
            ),
            (
                "only guaranteed contacts",
                f"{_yes(measure.only_guaranteed)}: {cited(file.guaranteed.source.source())}",
            ),
            ("basis", ", ".join(file.bases)),
            (
                "policies",
                ", ".join(f"`{name}`" for name in file.policies.allowed)
                + f"; default `{file.policies.default}`",
            ),
            ("decimals", f"{file.rounding.decimals}: {cited(file.rounding.source.source())}"),
            ("fewest shown", f"{file.disclosure.fewest}: {cited(file.disclosure.source.source())}"),
            *(("break", f"from {one.since}: {one.what.en} {cited(one.source)}") for one in measure.breaks),
            ("checked by", file.checker or "nobody outside the project yet"),
            ("review by", file.review_by),
            ("sources", "; ".join(cited(source.source()) for source in file.sources)),
            ("fingerprint", f"`{measure.fingerprint[:12]}`"),
        ]
        parts.append(table(("", ""), rows))
    parts += supplied_parts()
    parts += ["# Exclusion policies", "Who is left out of a figure. Every figure names its policy."]
    rows = [
        (
            f"`{policy.id}`",
            f"{policy.title.sv} (*{policy.title.en}*)",
            policy.definition.en,
            "; ".join(f"{use.who.en} ({cited(use.source)})" for use in policy.used_by),
        )
        for policy in policies().values()
    ]
    parts.append(table(("policy", "title", "definition", "used by"), rows))
    return "\n\n".join(parts) + "\n"


def settings_page() -> str:
    """Every setting of the service."""
    rows = [
        (
            f"`VARDVAG_{option.name}`",
            option.meaning.en,
            "must be set" if option.default is None else f"`{option.default}`" if option.default else None,
            "never printed; or `VARDVAG_" + option.name + "_FILE`" if option.secret else None,
        )
        for option in OPTIONS
    ]
    tests = [
        ("`VARDVAG_NO_SKIP`", "With 1, a skipped test fails the run", None, "tests only"),
        ("`VARDVAG_API_EXAMPLES`", "Requests made up of each kind and address", "3", "tests only"),
        ("`VARDVAG_API_SEED`", "What they are made up from", "1", "tests only"),
        ("`VARDVAG_SCREENSHOTS`", "Folder for pictures of the pages", "a temporary folder", "tests only"),
    ]
    parts = [
        "# Settings",
        MADE,
        "Read once, from the environment. `vardvag config --check` shows what is in use.",
    ]
    return "\n\n".join([*parts, table(("name", "meaning", "default", "secret"), [*rows, *tests])]) + "\n"


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "limits.md": limits_page,
    "clocks-by-example.md": clocks_page,
    "access-by-example.md": access_page,
    "measures.md": measures_page,
    "published-tables.md": published_tables_page,
    "agreements.md": agreements_page,
    "agreement-words.md": words_page,
    "formats.md": formats_page,
    "rules.md": rules_page,
    "skr-1.1.md": attributes_page,
    "skr-1.1.schema.json": schema_page,
    "riv-ta.md": riv_ta_page,
    "fhir.md": fhir_page,
    "api.md": api_page,
    "api.json": api_description,
    "open-data.md": open_data_page,
    "open-data.json": open_data_description,
    "settings.md": settings_page,
}

if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
