"""`parterre keys`: what tickets are signed with."""

import typer

from cli.saying import SpeakingGroup
from core.domain.loading import load

_WORK = "cli.keys"

app = typer.Typer(
    cls=SpeakingGroup,
    no_args_is_help=True,
    short_help="The keys that sign tickets.",
    help="The keys that sign tickets, for managers: PARTERRE_LOGIN and PARTERRE_PASSWORD. The "
    "private key is a file in PARTERRE_KEYS_DIR, or in keys in the data folder: use these commands "
    "on the worker's computer, or copy the file there.",
)


@app.command("list")
def list_() -> None:
    """List the keys, the newest first, and which of them signs on this computer."""
    load(_WORK).tell_keys()


@app.command()
def rotate() -> None:
    """Make a new key and sign with it from now on.

    Tickets that are signed already stay good until their key is retired.
    """
    load(_WORK).rotate()


@app.command()
def retire(
    key: str = typer.Argument(..., metavar="KEY", help="Its name, as list tells it."),
    yes: bool = typer.Option(False, "--yes", "-y", help="Don't ask."),
) -> None:
    """Believe a key no more, such as one that somebody else may have.

    Tells how many tickets still to be used it has signed, and asks: every door refuses their QR
    codes from then on. Their numbers and barcodes still let in.
    """
    load(_WORK).retire(key, asked=yes)
