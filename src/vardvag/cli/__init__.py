"""How people reach Vårdväg from a terminal: one file per command, each calling a use-case.

Here belong the list of commands, the exit codes and how an error is told. Here does not belong anything
a page would also need: that is a use-case.

    0  done, and the answer is yes
    1  done, and the answer is no: findings, differences
    2  the command was used wrongly, or needs a part that is not installed
    3  the input is wrong; every finding is told

Only the command that is asked for is imported, so that `vardvag --help` needs nothing but Click.
"""

from __future__ import annotations

import difflib
import importlib
from typing import Any

import click

from vardvag import __version__
from vardvag.base.errors import BadInput, VardvagError
from vardvag.base.texts import Language

COMMANDS = {
    "demo": ("vardvag.cli.demo", "Example data for all four parts, then the site on this computer."),
    "settle": ("vardvag.cli.settle", "Who gets what under an agreement."),
    "explain": ("vardvag.cli.explain", "Why a region got what it got, down to the cell and the source."),
    "compare": ("vardvag.cli.compare", "Two agreements, or one and a what-if of it: who gains and loses."),
    "exclusions": ("vardvag.cli.exclusions", "What each region gets, by who is left out of the figures."),
    "reconcile": ("vardvag.cli.reconcile", "Published amounts against what we compute, to the krona."),
    "check": ("vardvag.cli.check", "Validate files of waiting-time contacts."),
    "load": ("vardvag.cli.load", "Take files of contacts into the store, all or nothing."),
    "remove-contacts": ("vardvag.cli.remove_contacts", "Remove contacts from the store for good."),
    "clocks": ("vardvag.cli.clocks", "The legal clocks of a file; who is about to pass a limit."),
    "guarantee": ("vardvag.cli.guarantee", "Whether the care guarantee holds for a wait, and until when."),
    "limits": ("vardvag.cli.limits", "The limits that clocks are run by; a file of your own checked."),
    "stats": ("vardvag.cli.stats", "Count a measure: how long people wait, and where."),
    "publish": ("vardvag.cli.publish", "Put waiting times where anybody may see them, few people hidden."),
    "open-data": ("vardvag.cli.open_data", "Every open table as one SQLite file."),
    "synth": ("vardvag.cli.synth", "A synthetic country in the national format."),
    "serve": ("vardvag.cli.serve", "Serve the site."),
    "collect": ("vardvag.cli.collect", "Collect what national sources know into patients' plans."),
    "send-notices": ("vardvag.cli.send_notices", "Tell those who asked that a plan has changed."),
    "seal-log": ("vardvag.cli.seal_log", "Sign how far the log has come."),
    "export-log": ("vardvag.cli.export_log", "Write the log to a file that anybody can verify."),
    "verify-log": ("vardvag.cli.verify_log", "Whether an exported log is as it was written."),
    "draw-log-sample": ("vardvag.cli.draw_log_sample", "Rows of the log to review, drawn by chance."),
    "trim-log": ("vardvag.cli.trim_log", "Remove the rows of a log that have been kept long enough."),
    "backup": ("vardvag.cli.backup", "One part's database into an encrypted file."),
    "restore": ("vardvag.cli.restore", "A backup back into an empty database."),
    "destroy-record": ("vardvag.cli.destroy_record", "Destroy lawfully what is kept about a person."),
    "tombstones": ("vardvag.cli.tombstones", "Who has been destroyed, to keep beside the backups."),
    "migrate": ("vardvag.cli.migrate", "Create or upgrade the databases of the site."),
    "config": ("vardvag.cli.config", "Show the settings in use, and whether they are safe to run on."),
}
"""Every command: the module that holds it as `command`, and its line in `vardvag --help`."""

LANGUAGE = "vardvag.language"
"""Where `--language` is remembered during a call, so that errors are told in it too."""


class Unreadable(click.ClickException):
    """A file that could not be opened: told with its name and the reason of the operating system."""

    exit_code = 3


class Application(click.Group):
    """A group that imports a command when it is asked for, and tells Vårdväg's errors without a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself; imports its module."""
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name][0]).command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first in *args*; a wrong name is answered with the nearest right ones."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = difflib.get_close_matches(name, COMMANDS, n=3, cutoff=0.5)
            hint = f"Did you mean {' or '.join(near)}?" if near else "See vardvag --help."
            raise click.UsageError(f"There is no command {name!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing one of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what a user can mend is told, what is a fault of ours is raised."""
        try:
            return super().invoke(ctx)
        except VardvagError as error:
            tell(error, ctx.meta.get(LANGUAGE, "sv"))
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # The reader of our output has had enough (`vardvag … | head`): click ends quietly.
            raise
        except OSError as error:
            # A missing file, a full disk, a name too long: the system says what, and no traceback helps.
            where = f"{str(error.filename)[:200]}: " if error.filename is not None else ""
            raise Unreadable(f"{where}{error.strerror or error}") from error


def tell(error: VardvagError, language: Language) -> None:
    """Print to stderr what is wrong, and every finding on a line of its own."""
    click.echo(f"vardvag: {error.in_language(language)}", err=True)
    for finding in error.findings if isinstance(error, BadInput) else ():
        click.echo(f"  {finding.sentence(language)}", err=True)


@click.command(
    cls=Application,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example:  vardvag settle svf-2025",
)
@click.version_option(__version__, prog_name="vardvag", message="%(prog)s %(version)s")
def application() -> None:
    """Agreements, clocks, statistics and contracts of access to care, from one set of facts."""


def main() -> None:
    """Entry point of the `vardvag` command."""
    application(prog_name="vardvag")
