"""`parterre venue`: seating plans in and out, by the file's suffix."""

from pathlib import Path
from uuid import UUID

import typer

from cli.display import with_qt
from cli.ready import ready_database
from cli.saying import SpeakingGroup, out
from core.domain.venues.plan import Plan
from core.domain.venues.seating import derive_seats
from core.services.events.seat_use import events_using_seats
from core.services.venues.creating import create_venue
from core.services.venues.maps import venue_map
from core.services.venues.plan_files import read_plan_file, write_plan_file
from core.services.venues.publishing import publish_plan
from core.services.venues.queries import find_venue, list_venues, list_versions, venue_plan
from core.services.work import Work, begin_reading, begin_work, new_key

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
    plan = read_plan_file(file, name=name, pattern=labels)
    with (
        ready_database() as opened,
        opened.signed_in() as person,
        begin_work(person.sessions, person.actor) as work,
    ):
        if venue is not None:
            said = _publish(work, find_venue(work.session, venue), plan, note)
        else:
            made = create_venue(work, plan, key=new_key(), name=name)
            said = [f"{made.name}: {_counted(made.seats, made.rows, made.sections)}."]
    for line in said:
        out.print(line, markup=False)


@app.command("list")
def list_() -> None:
    """List the venues with the current version of their plans."""
    with (
        ready_database() as opened,
        opened.signed_in() as person,
        begin_reading(person.sessions) as session,
    ):
        venues = list_venues(session)
    for one in venues:
        counted = f"{one.capacity:,} seats in {one.sections:,} sections, version {one.version}"
        out.print(f"{one.name}: {counted} of {one.published_at:%Y-%m-%d}.", markup=False)


@app.command()
def versions(
    venue: str = typer.Argument(..., metavar="N", help="The venue's name or id."),
) -> None:
    """List the published versions of a venue's plan, the current one first."""
    with (
        ready_database() as opened,
        opened.signed_in() as person,
        begin_reading(person.sessions) as session,
    ):
        published = list_versions(session, find_venue(session, venue))
    for one in published:
        counted = _counted(one.seats, one.rows, one.sections)
        by = f"{one.published_at:%Y-%m-%d} by {one.published_by}; {one.events} events"
        note = f"; {one.note}" if one.note else ""
        out.print(f"Version {one.version}: {counted}; {by}{note}.", markup=False)


@app.command()
def export(
    venue: str = typer.Argument(..., metavar="N", help="The venue's name or id."),
    file: Path = typer.Argument(..., help="Where to: .json, .csv, .xlsx or .svg."),
    version: int | None = typer.Option(None, "--version", help="A former version of the plan."),
) -> None:
    """Write a venue's plan into a file, the current version unless another is named."""
    with (
        ready_database() as opened,
        opened.signed_in() as person,
        begin_reading(person.sessions) as session,
    ):
        plan = venue_plan(session, find_venue(session, venue), version=version)
    write_plan_file(plan, file)
    seats = derive_seats(plan)
    rows, sections = {(one.section, one.row) for one in seats}, {one.section for one in seats}
    counted = _counted(len(seats), len(rows), len(sections))
    out.print(f"{plan.name}: {counted} in {file}.", markup=False)


@app.command()
def render(
    venue: str = typer.Argument(..., metavar="N", help="The venue's name or id."),
    file: Path = typer.Argument(..., help="Where to: .png, .svg or .pdf."),
    across: int = typer.Option(1, "--across", min=1, max=10, help="Pages of a PDF side by side."),
    down: int = typer.Option(1, "--down", min=1, max=10, help="Pages of a PDF below each other."),
) -> None:
    """Draw a venue's map into a picture, a drawing or a PDF."""
    with (
        ready_database() as opened,
        opened.signed_in() as person,
        begin_reading(person.sessions) as session,
    ):
        found = venue_map(session, find_venue(session, venue))
    with_qt("cli.render").render(found, file, across, down)
    out.print(f"{found.name}: {len(found):,} seats drawn in {file}.", markup=False)


def _publish(work: Work, venue_id: UUID, plan: Plan, note: str | None) -> list[str]:
    seen = list_versions(work.session, venue_id)[0].version
    made = publish_plan(work, venue_id, plan, replaces=seen, note=note, key=new_key())
    said = [
        f"{made.venue}, version {made.version}: {_counted(made.seats, made.rows, made.sections)}."
    ]
    said += [f"To mind: {finding.sentence}" for finding in made.warnings]
    if made.retired:
        said.append(f"Seats of version {seen} that it does not have: {len(made.retired):,}.")
    for use in events_using_seats(work.session, venue_id, made.retired, now=work.now):
        said.append(
            f"{use.title} keeps version {use.version}: {use.owned:,} of these seats are in stock,"
            f" {use.sold:,} of them sold."
        )
    return said


def _counted(seats: int, rows: int, sections: int) -> str:
    return f"{seats:,} seats in {rows:,} rows and {sections:,} sections"
