"""The change listener hears PostgreSQL, comes back after a loss, and then trusts nothing."""

from collections.abc import Iterator

import psycopg
import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.engine import make_url

from core.domain.errors import Outage
from desktop import live
from desktop.live import EVERYTHING, Change, ChangeListener
from tests.databases import TestDatabase

CHANNEL = "parterre_test_live"
AN_HOUR = 3_600_000


@pytest.fixture
def address(database: TestDatabase) -> str:
    url = make_url(database.super_url).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


@pytest.fixture
def listener(address: str, qtbot: QtBot) -> Iterator[ChangeListener]:
    made = ChangeListener(lambda: psycopg.connect(address), CHANNEL)
    with qtbot.waitSignal(made.connected) as connected:
        made.start()
    assert connected.args == [True]
    yield made
    made.stop()


def test_notice_becomes_a_change(listener: ChangeListener, address: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(listener.changed) as heard:
        notify(address, "bookings,tickets;")

    assert heard.args == [Change(frozenset({"bookings", "tickets"}), frozenset())]


def test_lost_connection_is_told_and_everything_counts_as_changed(
    listener: ChangeListener, address: str, qtbot: QtBot
) -> None:
    states: list[bool] = []
    listener.connected.connect(states.append)

    with qtbot.waitSignal(listener.changed) as heard:
        hang_up(address)

    assert states == [False, True]
    assert heard.args == [EVERYTHING]


def test_notices_are_heard_again_after_a_loss(
    listener: ChangeListener, address: str, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(listener.changed):
        hang_up(address)
    with qtbot.waitSignal(listener.changed) as heard:
        notify(address, "tickets;")

    assert heard.args == [Change(frozenset({"tickets"}), frozenset())]


def test_unreachable_server_is_told_and_stopping_is_quick(qtbot: QtBot) -> None:
    def refuse() -> psycopg.Connection:
        raise psycopg.OperationalError("no server")

    listener = ChangeListener(refuse, CHANNEL)
    with qtbot.waitSignal(listener.connected) as connected:
        listener.start()
    listener.stop()

    assert connected.args == [False]
    assert listener.isFinished()


def test_reason_that_is_known_is_told_once_until_there_is_a_connection(
    address: str, qtbot: QtBot
) -> None:
    reasons = iter(["full", "full", "", "full", "broken"])
    told: list[str] = []

    def connect() -> psycopg.Connection:
        if reason := next(reasons, ""):
            raise Outage(reason)
        return psycopg.connect(address)

    made = ChangeListener(connect, CHANNEL)
    made.outage.connect(lambda outage: told.append(str(outage)))
    with qtbot.waitSignal(made.changed):
        made.start()
    with qtbot.waitSignal(made.changed):
        hang_up(address)
    made.stop()

    assert told == ["full", "full", "broken"]


def test_whoever_knows_better_shortens_the_pause(
    address: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "FIRST_RETRY_MS", AN_HOUR)
    answers = iter([False])

    def connect() -> psycopg.Connection:
        if not next(answers, True):
            raise psycopg.OperationalError("no server")
        return psycopg.connect(address)

    made = ChangeListener(connect, CHANNEL)
    states: list[bool] = []
    made.connected.connect(states.append)
    with qtbot.waitSignal(made.connected):
        made.start()
    with qtbot.waitSignal(made.changed):
        made.try_now()
    made.stop()

    assert states == [False, True]


def notify(address: str, payload: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, payload))


def hang_up(address: str) -> None:
    """End the listener's connection as a failing network would."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query LIKE %s AND pid <> pg_backend_pid()",
            (f"LISTEN%{CHANNEL}%",),
        )


def test_first_connection_that_came_late_trusts_nothing(address: str, qtbot: QtBot) -> None:
    tries: list[bool] = []

    def connect() -> psycopg.Connection:
        tries.append(bool(tries))
        if not tries[-1]:
            raise psycopg.OperationalError("not yet")
        return psycopg.connect(address)

    made = ChangeListener(connect, CHANNEL)
    with qtbot.waitSignal(made.changed) as heard:
        made.start()
    made.stop()

    assert heard.args == [EVERYTHING]
