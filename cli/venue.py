"""`parterre venue`: seating plans in and out, as JSON or CSV by the file's suffix."""

from pathlib import Path

import typer

from cli.ready import ready_database
from cli.saying import SpeakingGroup, out
from core.domain.errors import Refusal
from core.domain.venues.plan import Plan
from core.domain.venues.plan_csv import read_plan_csv, write_plan_csv
from core.domain.venues.plan_json import read_plan
from core.domain.venues.plan_writing import write_plan
from core.domain.venues.seating import derive_seats
from core.services.venues.creating import create_venue
from core.services.venues.queries import find_venue, venue_plan
from core.services.work import begin_reading, begin_work, new_key

app = typer.Typer(
    cls=SpeakingGroup,
    no_args_is_help=True,
    help="Seating plans: JSON of the open seating-plan editor, or flat CSV (section, row, seat, "
    "x, y, type).",
)
_CSV = ".csv"
_LARGEST = 256 * 1024 * 1024


class FileUnusable(Refusal):
    def __init__(self, file: Path, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(f"{file} can't be used: {reason}.")


@app.command("import")
def import_(
    file: Path = typer.Argument(..., help="The plan: .json or .csv."),
    name: str | None = typer.Option(None, "--name", help="Call the venue this."),
) -> None:
    """Make a venue from a plan."""
    plan = _read(file, name)
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
    file: Path = typer.Argument(..., help="Where to: .json or .csv."),
) -> None:
    """Write a venue's plan into a file."""
    with (
        ready_database() as opened,
        opened.signed_in() as person,
        begin_reading(person.sessions) as session,
    ):
        plan = venue_plan(session, find_venue(session, venue))
    text = write_plan_csv(plan) if file.suffix.lower() == _CSV else write_plan(plan) + "\n"
    try:
        file.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise FileUnusable(file, (error.strerror or str(error)).lower()) from error
    seats = derive_seats(plan)
    rows, sections = {(one.section, one.row) for one in seats}, {one.section for one in seats}
    counted = _counted(len(seats), len(rows), len(sections))
    out.print(f"{plan.name}: {counted} in {file}.", markup=False)


def _read(file: Path, name: str | None) -> Plan:
    try:
        if file.stat().st_size > _LARGEST:
            raise FileUnusable(file, "it is larger than any venue's plan")
        content = file.read_bytes()
    except OSError as error:
        raise FileUnusable(file, (error.strerror or str(error)).lower()) from error
    if file.suffix.lower() == _CSV:
        return read_plan_csv(content, name or file.stem.replace("_", " ").strip())
    return read_plan(content)


def _counted(seats: int, rows: int, sections: int) -> str:
    return f"{seats:,} seats in {rows:,} rows and {sections:,} sections"
