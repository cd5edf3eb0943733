"""`parterre venue`: seating plans in and out, by the file's suffix."""

from pathlib import Path

import typer

from cli.saying import SpeakingGroup
from core.domain.loading import load

_WORK = "cli.venue"

app = typer.Typer(
    cls=SpeakingGroup,
    no_args_is_help=True,
    help="Seating plans: JSON of the open seating-plan editor, lists as CSV or XLSX (section, row, "
    "seat, x, y, type), or SVG drawings.",
)


@app.command("import")
def import_(
    file: Path = typer.Argument(..., help="The plan: .json, .csv, .xlsx or .svg."),
    name: str | None = typer.Option(None, "--name", help="Call the venue this."),
    labels: str | None = typer.Option(
        None, "--labels", help="How a drawing labels its seats, such as {section}-{row}-{seat}."
    ),
    venue: str | None = typer.Option(
        None, "--venue", metavar="N", help="Publish as the next version of this venue's plan."
    ),
    note: str | None = typer.Option(None, "--note", help="What is new in this version."),
) -> None:
    """Make a venue from a plan, or publish it as the next version of one.

    Events that exist keep the version that they sell on.
    """
    if venue is None:
        load(_WORK).make_venue(file, name=name, labels=labels)
    else:
        load(_WORK).publish_version(file, venue, name=name, labels=labels, note=note)


@app.command("list")
def list_() -> None:
    """List the venues with the current version of their plans."""
    load(_WORK).tell_venues()


@app.command()
def versions(
    venue: str = typer.Argument(..., metavar="N", help="The venue's name or id."),
) -> None:
    """List the published versions of a venue's plan, the current one first."""
    load(_WORK).tell_versions(venue)


@app.command()
def export(
    venue: str = typer.Argument(..., metavar="N", help="The venue's name or id."),
    file: Path = typer.Argument(..., help="Where to: .json, .csv, .xlsx or .svg."),
    version: int | None = typer.Option(None, "--version", help="A former version of the plan."),
) -> None:
    """Write a venue's plan into a file, the current version unless another is named."""
    load(_WORK).write_plan(venue, file, version=version)


@app.command()
def render(
    venue: str = typer.Argument(..., metavar="N", help="The venue's name or id."),
    file: Path = typer.Argument(..., help="Where to: .png, .svg or .pdf."),
    across: int = typer.Option(1, "--across", min=1, max=10, help="Pages of a PDF side by side."),
    down: int = typer.Option(1, "--down", min=1, max=10, help="Pages of a PDF below each other."),
    background: bool = typer.Option(
        True, "--background/--no-background", help="With the picture that lies under the plan."
    ),
) -> None:
    """Draw a venue's map into a picture, a drawing or a PDF."""
    load(_WORK).draw(venue, file, across=across, down=down, background=background)
