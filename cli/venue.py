"""The work of `parterre venue`: seating plans in and out, by the file's suffix."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from cli.ready import kept_database
from cli.saying import number_of, tell
from core.domain.loading import load
from core.domain.venues.plan import Plan
from core.domain.venues.seating import derive_seats
from core.services.events.seat_use import events_using_seats
from core.services.venues.creating import create_venue
from core.services.venues.maps import venue_map
from core.services.venues.pictures import plan_picture
from core.services.venues.plan_files import read_plan_file, write_plan_file
from core.services.venues.publishing import publish_plan
from core.services.venues.queries import find_venue, list_venues, list_versions, venue_plan
from core.services.work import Work, begin_reading, begin_work, new_key


def make_venue(file: Path, *, name: str | None, labels: str | None) -> None:
    """Make a venue from a plan file; `labels` says how a drawing labels its seats."""
    plan = read_plan_file(file, name=name, pattern=labels)
    with _working() as work:
        made = create_venue(work, plan, key=new_key(), name=name)
    tell(f"{made.name}: {_counted(made.seats, made.rows, made.sections)}.")


def publish_version(
    file: Path, venue: str, *, name: str | None, labels: str | None, note: str | None
) -> None:
    """Publish a plan file as the next version of a venue's plan."""
    plan = read_plan_file(file, name=name, pattern=labels)
    with _working() as work:
        said = _publish(work, find_venue(work.session, venue), plan, note)
    tell(*said)


def tell_venues() -> None:
    """One line a venue, with the current version of its plan."""
    with _reading() as session:
        venues = list_venues(session)
    if not venues:
        tell("There is no venue yet. “parterre venue import FILE” makes one of a seating plan.")
    for one in venues:
        counted = f"{number_of(one.capacity, 'seat')} in {number_of(one.sections, 'section')}"
        tell(f"{one.name}: {counted}, version {one.version} of {one.published_at:%Y-%m-%d}.")


def tell_versions(venue: str) -> None:
    """One line a published version, the current one first."""
    with _reading() as session:
        published = list_versions(session, find_venue(session, venue))
    for one in published:
        counted = _counted(one.seats, one.rows, one.sections)
        by = f"{one.published_at:%Y-%m-%d} by {one.published_by}; {number_of(one.events, 'event')}"
        note = f"; {one.note}" if one.note else ""
        tell(f"Version {one.version}: {counted}; {by}{note}.")


def write_plan(venue: str, file: Path, *, version: int | None) -> None:
    """Write the plan of a version, or the current one, into a file."""
    with _reading() as session:
        plan = venue_plan(session, find_venue(session, venue), version=version)
    write_plan_file(plan, file)
    seats = derive_seats(plan)
    rows, sections = {(one.section, one.row) for one in seats}, {one.section for one in seats}
    tell(f"{plan.name}: {_counted(len(seats), len(rows), len(sections))} in {file}.")


def draw(venue: str, file: Path, *, across: int, down: int, background: bool) -> None:
    """Draw the map, over its background if wanted; a PDF takes `across` pages by `down`."""
    with _reading() as session:
        found = venue_map(session, find_venue(session, venue))
        under = found.shapes.background if background else None
        picture = plan_picture(session, found.plan_id, under.picture) if under else ""
    load("cli.render").render(found, file, picture, across=across, down=down)
    tell(f"{found.name}: {len(found):,} seats drawn in {file}.")


@contextmanager
def _working() -> Iterator[Work]:
    with (
        kept_database() as opened,
        opened.signed_in() as person,
        begin_work(person.sessions, person.actor) as work,
    ):
        yield work


@contextmanager
def _reading() -> Iterator[Session]:
    with (
        kept_database() as opened,
        opened.signed_in() as person,
        begin_reading(person.sessions) as session,
    ):
        yield session


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
    parts = number_of(seats, "seat"), number_of(rows, "row"), number_of(sections, "section")
    return "{} in {} and {}".format(*parts)
