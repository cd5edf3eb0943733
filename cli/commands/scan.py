"""`parterre scan`: what a door's camera would read in pictures, and its verdict."""

from pathlib import Path

import typer

from core.domain.loading import load


def scan(
    pictures: list[Path] = typer.Argument(..., metavar="PICTURE…", help="Picture files."),
    any_: bool = typer.Option(
        False, "--any", help="Print any QR code's or Code 128's text, ours or not; no database."
    ),
) -> None:
    """Read the codes in pictures: one line a picture with its file, what was read, milliseconds.

    Without --any it looks each ticket up and says what a door would: nobody is let in by it. Ends
    with 1 if a picture could not be read.
    """
    load("cli.scan").tell_what_is_read(pictures, any_=any_)
