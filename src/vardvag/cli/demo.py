"""`vardvag demo`: make the example country, and serve it on this computer.

Here does not belong what the example holds (`usecases/prepare_demo`) nor serving (`service/serving`).
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import click

MARK = "vardvag-demo"
"""A file that tells a folder of ours, which may be made anew, from somebody's own."""


@click.command(epilog="Example: vardvag demo --port 8010")
@click.option("--no-serve", is_flag=True, help="Make the example and stop there.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-data"),
    show_default=True,
    help="The folder for the example; made anew each time.",
)
def command(no_serve: bool, port: int, data: Path) -> None:
    """Make example data for all four parts, then serve the site on 127.0.0.1 until Ctrl-C.

    Nobody in it is real, and nothing is fetched from elsewhere.
    """
    from vardvag.base.errors import MissingExtra

    if importlib.util.find_spec("gunicorn") is None:
        raise MissingExtra("service", "vardvag demo")
    from vardvag.service.serving import prepare_demo_here, refuse_taken, serve_demo
    from vardvag.usecases.example.story import DAY

    if not no_serve:
        # Before the folder is emptied: what has the port may be this very example, being served.
        refuse_taken(port)
    _begin_anew(data)

    def prepare() -> None:
        from vardvag.service.rivta.demo_sources import collect_for_demo
        from vardvag.service.store.repository import DjangoPlanStore
        from vardvag.service.store.source_states import DjangoSourceStates
        from vardvag.usecases.example.crowd import crowd
        from vardvag.usecases.prepare_demo import prepare_demo

        click.echo("Gör exemplet (making the example) …")
        made = prepare_demo(data, DjangoPlanStore(), lambda line: click.echo(f"  {line}"), crowd())
        collect_for_demo(DjangoPlanStore(), DjangoSourceStates())
        click.echo(f"  Klart (done): {made.plans} planer, {made.contacts} kontakter, {made.cells} tal.")

    if no_serve:
        prepare_demo_here(data, DAY, prepare)
        click.echo(f"Exemplet ligger i (the example is in) {data}/")
        return
    serve_demo(data, port, today=DAY, prepare=prepare, say=click.echo)


def _begin_anew(data: Path) -> None:
    """Empty the folder if it is ours; refuse it if it is somebody else's."""
    from vardvag.base.errors import WrongUse

    if data.exists() and any(data.iterdir()):
        if not (data / MARK).exists():
            raise WrongUse(f"{data} is not empty and was not made by vardvag demo. Choose another: --data")
        shutil.rmtree(data)
    data.mkdir(parents=True, exist_ok=True)
    (data / MARK).write_text("Made by vardvag demo; emptied the next time it is run.\n", encoding="utf-8")
