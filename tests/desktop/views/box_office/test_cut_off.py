"""A workstation that is really cut off says so, and misses nothing when it is back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from core.domain.staff import Role
from core.services.sales.reserving import reserve_seats
from core.services.work import begin_work, new_key
from desktop.views.event import EventScreen
from desktop.widgets.seat_map import SeatStatus
from tests.databases import TestDatabase
from tests.desktop.views.box_office.conftest import Counter


@contextmanager
def cut_off(database: TestDatabase) -> Iterator[None]:
    """End the listener's connection, and let nobody make a new one meanwhile."""
    url = make_url(database.super_url).set(drivername="postgresql")
    address = url.render_as_string(hide_password=False)
    limit = "ALTER DATABASE {} CONNECTION LIMIT {}"
    with psycopg.connect(address, autocommit=True) as power:
        name = sql.Identifier(database.name)
        power.execute(sql.SQL(limit).format(name, sql.Literal(0)))
        power.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = 'parterre listener'"
        )
        try:
            yield
        finally:
            power.execute(sql.SQL(limit).format(name, sql.Literal(-1)))


def test_map_stands_still_visibly_and_catches_up_without_a_gap(counter: Counter) -> None:
    view, stale = counter.box.map.view, counter.box.map.panel.stale
    colleague = counter.seating.database.sign_in(Role.MANAGER)
    with colleague.sessions() as session:
        session.connection()  # one that the cut leaves alone
    counter.choose(0, 1, 5)
    view.zoom_to_section("A")
    scale = view.camera.scale
    cut_at = datetime.now(UTC)

    with cut_off(counter.seating.database):
        counter.wait(stale.isVisible)
        for ranks in ([5], [6, 7], [30]):
            with begin_work(colleague.sessions, colleague.actor) as work:
                reserve_seats(work, counter.event_id, counter.seats(ranks), key=new_key())
        assert stale.text.text().startswith("Not live since ")
        assert stale.since is not None
        assert (stale.since - cut_at).total_seconds() < 30
        assert view.status(6) is SeatStatus.AVAILABLE

    counter.wait(lambda: not stale.isVisible())
    taken = [rank for rank in range(40) if view.status(rank) is SeatStatus.RESERVED]
    assert taken == [5, 6, 7, 30]
    assert view.selection.tolist() == [0, 1]
    assert view.camera.scale == scale


def test_other_screens_opened_meanwhile_know_of_it(counter: Counter) -> None:
    with cut_off(counter.seating.database):
        counter.wait(counter.box.map.panel.stale.isVisible)
        event = counter.seating.window.open_titled("Event")

        assert isinstance(event, EventScreen)
        assert event.map.panel.stale.isVisibleTo(event)
