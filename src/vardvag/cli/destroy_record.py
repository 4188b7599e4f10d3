"""`vardvag destroy-record`: destroy lawfully what is kept about a person."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from datetime import UTC, datetime

import click

from vardvag.base.texts import Language, Text
from vardvag.cli.output import language_option

EXAMPLE = """\b
Examples:
  vardvag destroy-record 5febf635-93d7-44fd-85b0-67699e60cfe3 --by "Ark Ivarie"
  vardvag destroy-record 5febf635-93d7-44fd-85b0-67699e60cfe3 --by "Ark Ivarie" --decided-as "IVO 9.9-1/2026"
  vardvag tombstones > destroyed.jsonl"""


@dataclass(frozen=True)
class _Archivist:
    """Who destroys: named by who runs the command, and logged so."""

    subject: str
    name: str
    role: str = "archivist"
    person: str | None = None
    unit: str | None = None


@click.command(epilog=EXAMPLE)
@click.argument("person")
@click.option("--by", required=True, metavar="NAME", help="Who destroys it; stands in the log.")
@click.option(
    "--decided-as",
    metavar="NUMBER",
    help="Number of the decision by Inspektionen för vård och omsorg that it shall be destroyed "
    "(patientdatalagen 8 kap. 4 §).",
)
@click.option("--yes", is_flag=True, help="Do not ask whether it is meant.")
@language_option
@click.pass_context
def command(
    ctx: click.Context, person: str, by: str, decided_as: str | None, yes: bool, language: Language
) -> None:
    """Destroy all that is kept about PERSON, an opaque identifier: it cannot be undone.

    A record is preserved at least ten years after its last entry (patientdatalagen 3 kap. 17 §), which is
    read from the record itself. Earlier it is destroyed only by decision. A refusal ends with 1. Refused or
    not, the attempt is in the log. The rows are deleted, the person's key is destroyed, so that no backup can
    give them back, and a tombstone stays. Write the list of tombstones anew afterwards, and delete copies of
    the keys from before.
    """
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag destroy-record")
    from vardvag.base.moments import Moment
    from vardvag.contracts.identifiers import PersonId
    from vardvag.service.backup.settings import keys_to_destroy, open_part

    open_part("care")
    from vardvag.service.store.graves import DjangoGraves
    from vardvag.usecases.destroy_record import destroy_record

    if not yes:
        click.confirm(_SURE.in_language(language), abort=True, err=True)
    done = destroy_record(
        DjangoGraves(),
        keys_to_destroy(),
        _Archivist(by, by),
        PersonId(person),
        Moment.of(datetime.now(UTC)),
        decided_as,
    )
    click.echo(f"{done.decision.reason.in_language(language)} ({done.decision.paragraph})")
    if not done.decision.allowed:
        click.echo(_WAIT.in_language(language).format(day=done.kept_until))
        ctx.exit(1)
    click.echo(_DONE.in_language(language).format(rows=done.rows))
    if not done.had_key:
        click.echo(_NO_KEY.in_language(language), err=True)


_SURE = Text("Det kan inte göras ogjort. Förstöra?", "It cannot be undone. Destroy?")
_DONE = Text(
    "{rows} rader är raderade och nyckeln förstörd. Skriv nu listan på nytt: vardvag tombstones",
    "{rows} rows are deleted and the key is destroyed. Now write the list anew: vardvag tombstones",
)
_WAIT = Text(
    "Den får förstöras från {day}, eller tidigare efter beslut: ange beslutets nummer med --decided-as.",
    "It may be destroyed from {day}, or earlier by decision: give the decision's number by --decided-as.",
)
_NO_KEY = Text(
    "Det fanns ingen nyckel att förstöra. Finns säkerhetskopior, se att VARDVAG_PERSON_KEYS är rätt fil.",
    "There was no key to destroy. If there are backups, see that VARDVAG_PERSON_KEYS is the right file.",
)
