"""`parterre venue`: seating plans in and out, by the file's suffix."""

from pathlib import Path

import typer

from cli.ready import ready_database
from cli.saying import SpeakingGroup, out
from core.domain.venues.seating import derive_seats
from core.services.venues.creating import create_venue
from core.services.venues.plan_files import read_plan_file, write_plan_file
from core.services.venues.queries import find_venue, venue_plan
from core.services.work import begin_reading, begin_work, new_key

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
) -> None:
    """Make a venue from a plan."""
    plan = read_plan_file(file, name=name, pattern=labels)
    with (
        ready_database() as opened,
        opened.signed_in() as person,
        begin_work(person.sessions, person.actor) as work,
    ):
        made = create_venue(work, plan, key=new_key(), name=name)
    out.print(f"{made.name}: {_counted(made.seats, made.rows, made.sections)}.", markup=False)


@app.command()
def export(
    venue: str = typer.Argument(..., metavar="N", help="The venue's name or id."),
    file: Path = typer.Argument(..., help="Where to: .json, .csv, .xlsx or .svg."),
) -> None:
    """Write a venue's plan into a file."""
    with (
        ready_database() as opened,
        opened.signed_in() as person,
        begin_reading(person.sessions) as session,
    ):
        plan = venue_plan(session, find_venue(session, venue))
    write_plan_file(plan, file)
    seats = derive_seats(plan)
    rows, sections = {(one.section, one.row) for one in seats}, {one.section for one in seats}
    counted = _counted(len(seats), len(rows), len(sections))
    out.print(f"{plan.name}: {counted} in {file}.", markup=False)


def _counted(seats: int, rows: int, sections: int) -> str:
    return f"{seats:,} seats in {rows:,} rows and {sections:,} sections"
