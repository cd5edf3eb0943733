"""An agency of one's own on this computer: the embedded server, the window, its worker."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool, Pool

from cli.agency import DemoInTheWay, Told, create
from cli.opening import DATABASE, Opened, WhoAreYou, open_database
from cli.window import doorway, forget_demo_login
from cli.working_here import WorkingHere, working_here
from core.domain.staff import Role
from core.services.accounts import NoAgencyYet
from core.services.demo.databases import DEMO_MARK, database_exists
from core.services.demo.people import StaffLogin, desk_people, person_of, read_staff
from core.services.demo.replacing import beside
from core.services.staff import WrongPassword, sign_in
from db.administering import as_superuser
from db.agencies import create_agency
from db.embedded import EmbeddedServer
from db.logins import NewLogin, create_login, login_exists
from db.setup import create_database, set_up
from desktop.app import LAST_LOGIN
from desktop.preferences import Preferences
from tests.cli.conftest import Parterre
from tests.databases import run_as_super
from tests.db.embedded.processes import connect, fresh_folder

PASSWORD = "a long secret"
#: A database to copy, and one of somebody else's.
SET_UP, OTHER = "set_up", "elsewhere"
#: Qt's, where the signal comes just as the window would be painted for the first time.
QTS_LAST_WORDS = "QBackingStore::flush() called for "
CREATE = ("agency", "create", "Balcony", "--currency=EUR", "--timezone=Europe/Berlin")
ANN = ("--manager=Ann Weber", "--login=u_ann")
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")


@pytest.fixture(scope="session")
def this_computer() -> Iterator[EmbeddedServer]:
    """The server of one data folder, which each test finds as if it were new."""
    with fresh_folder() as place, EmbeddedServer.open(place) as server:
        run_as_super(server, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        set_up(server.url(SET_UP))
        yield server


@pytest.fixture
def folder(this_computer: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Its data folder, as the environment says it."""
    monkeypatch.setenv("PARTERRE_DATA_DIR", str(this_computer.data_folder))
    monkeypatch.setenv("PARTERRE_NEW_PASSWORD", PASSWORD)
    monkeypatch.delenv("PARTERRE_DATABASE_URL", raising=False)
    yield this_computer.data_folder
    forget_everything(this_computer)


def forget_everything(server: EmbeddedServer) -> None:
    databases = f"SELECT datname FROM pg_database WHERE datname ~ '{DATABASE}|{OTHER}'"
    logins = "SELECT rolname FROM pg_roles WHERE rolname ~ '^u_'"
    with connect(server) as connection:
        for (name,) in connection.execute(databases.encode()).fetchall():
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        for (login,) in connection.execute(logins.encode()).fetchall():
            connection.execute(f"DROP ROLE {login}".encode())
    (server.data_folder / "worker-password").unlink(missing_ok=True)


@pytest.fixture
def opened(folder: Path) -> Iterator[Opened]:
    """That computer, with the server open while the test goes on: commands join it."""
    assert folder.is_dir()
    with open_database() as made:
        yield made


@pytest.fixture
def ready(opened: Opened) -> Opened:
    """With a database that has been set up, but no agency."""
    create_database(opened.admin_url, DATABASE, template=SET_UP)
    return opened


@pytest.fixture
def demo(ready: Opened) -> Opened:
    """With a demo: an agency that is marked as one, and the demo's people."""
    make_demo(ready.admin_url, *read_staff())
    return ready


def make_demo(url: str, *people: StaffLogin) -> None:
    terms = {"currency": "EUR", "timezone": "Europe/Dublin"}
    agency = create_agency(url, "Linden & Quay", **terms, settings={DEMO_MARK: True})
    for one in people:
        create_login(url, agency, NewLogin(one.login, one.name, one.role, one.password))


def embedded(opened: Opened) -> EmbeddedServer:
    assert opened.embedded is not None
    return opened.embedded


def here(opened: Opened) -> WorkingHere:
    return working_here(opened, embedded(opened))


def test_an_agency_of_ones_own_begins_without_the_demo(
    parterre: Parterre, opened: Opened, folder: Path
) -> None:
    made = parterre(*CREATE, *ANN)

    assert made.stdout.splitlines() == [
        "Balcony is ready. Ann Weber is its first manager.",
        "Next: parterre run, and sign in as u_ann.",
        "More people: parterre staff add, or the screen Staff.",
    ]
    found = here(opened)
    assert doorway(opened, found).demo == []
    [(login, password)] = found.workers
    worker = sign_in(opened.url_for, login, password)
    worker.sign_out()
    assert worker.actor.role is Role.WORKER
    assert parterre("agency", "list").stdout == "Balcony: EUR, Europe/Berlin, 1 person.\n"
    if sys.platform != "win32":
        assert stat.S_IMODE((folder / "worker-password").stat().st_mode) == 0o600


def test_the_worker_gets_a_new_password_when_its_file_is_lost(
    parterre: Parterre, ready: Opened, folder: Path
) -> None:
    parterre(*CREATE, *ANN)
    [(login, first)] = here(ready).workers
    assert here(ready).workers == ((login, first),)
    (folder / "worker-password").unlink()

    [(same, second)] = here(ready).workers

    assert same == login
    assert second != first
    sign_in(ready.url_for, login, second).sign_out()


def test_each_agency_has_its_worker(parterre: Parterre, ready: Opened) -> None:
    parterre(*CREATE, *ANN)
    parterre("agency", "create", "Aisle", *CREATE[3:], "--manager=Bo", "--login=u_bob")

    tenants = set()
    for login, password in here(ready).workers:
        worker = sign_in(ready.url_for, login, password)
        worker.sign_out()
        tenants.add(worker.actor.tenant_id)

    assert len(tenants) == 2


def test_commands_ask_who_one_is_where_there_is_no_demo(
    parterre: Parterre, ready: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    parterre(*CREATE, *ANN)

    with pytest.raises(WhoAreYou), ready.signed_in():
        pass
    monkeypatch.setenv("PARTERRE_LOGIN", "u_ann")
    with pytest.raises(WhoAreYou), ready.signed_in():
        pass
    monkeypatch.setenv("PARTERRE_PASSWORD", PASSWORD)
    with ready.signed_in() as person:
        assert person.actor.login == "u_ann"


def test_a_new_agency_is_told_how_to_go_on(
    parterre: Parterre, ready: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    parterre(*CREATE, *ANN)
    monkeypatch.setenv("PARTERRE_LOGIN", "u_ann")
    monkeypatch.setenv("PARTERRE_PASSWORD", PASSWORD)

    assert ready.embedded is not None
    assert parterre("venue", "list").stdout.startswith("There is no venue yet. “parterre venue i")
    assert parterre("keys", "list").stdout.startswith("There is no key yet. Whoever signs")


def test_the_demo_is_offered_where_it_is(demo: Opened) -> None:
    found = here(demo)

    assert [one.login for one in doorway(demo, found).demo] == [one.login for one in desk_people()]
    assert found.workers == ((person_of(Role.WORKER).login, person_of(Role.WORKER).password),)
    with demo.signed_in() as person:
        assert person.actor.login == person_of(Role.MANAGER).login


def test_the_next_start_clears_up_what_a_kill_has_left(parterre: Parterre, demo: Opened) -> None:
    for left in beside(DATABASE):
        create_database(embedded(demo).url(left), left, template=SET_UP)

    assert parterre("venue", "list").exit_code == 0

    assert [database_exists(demo.administered, left) for left in beside(DATABASE)] == [False] * 2


def test_a_demo_is_not_removed_unasked(demo: Opened) -> None:
    told = Told("Balcony", "EUR", "Europe/Berlin", None, "Ann Weber", "u_ann")
    with pytest.raises(DemoInTheWay, match=r"Say --replace-demo .* PARTERRE_DATA_DIR") as refused:
        create(told, replace_demo=False)

    assert refused.value.database == DATABASE
    assert here(demo).demo


def test_a_demo_in_the_way_is_seen_at_one_look(parterre: Parterre, demo: Opened) -> None:
    """At the name, and at what is in it: two connections."""
    made: list[object] = []

    def count(connection: object, _record: object) -> None:
        made.append(connection)

    event.listen(Pool, "connect", count)
    try:
        refused = parterre(*CREATE, *ANN)
    finally:
        event.remove(Pool, "connect", count)

    assert demo.database in refused.stderr
    assert len(made) == 2


def test_a_demo_makes_room_and_its_logins_are_let_in_no_more(
    parterre: Parterre, demo: Opened
) -> None:
    assert parterre(*CREATE, *ANN, "--replace-demo").exit_code == 0

    assert doorway(demo, here(demo)).demo == []
    assert parterre("agency", "list").stdout == "Balcony: EUR, Europe/Berlin, 1 person.\n"
    sign_in(demo.url_for, "u_ann", PASSWORD).sign_out()
    for one in desk_people():
        with pytest.raises(WrongPassword):
            sign_in(demo.url_for, one.login, one.password)
    for command in ("load", "reset"):
        assert "an agency's own books" in parterre("demo", command).stderr


def test_a_demo_that_makes_room_leaves_another_demo_its_logins(
    parterre: Parterre, demo: Opened
) -> None:
    """Logins are the server's; a colleague that somebody tried out is in no other database."""
    stays, goes = person_of(Role.DOOR), person_of(Role.BUYER)
    server = embedded(demo)
    create_database(server.url(OTHER), OTHER, template=SET_UP)
    make_demo(server.url(OTHER), stays)

    assert parterre(*CREATE, *ANN, "--replace-demo").exit_code == 0

    def there(login: str, password: str) -> str:
        return server.url(OTHER, login, password)

    sign_in(there, stays.login, stays.password).sign_out()
    with as_superuser(demo.admin_url) as connection:
        assert not login_exists(connection, goes.login)
    added = parterre("staff", "add", goes.login, "--name=Bo", "--role=buyer")
    assert (added.exit_code, added.stderr) == (0, "")


def test_a_login_with_more_than_ours_is_left_to_whoever_gave_it(
    parterre: Parterre, demo: Opened
) -> None:
    kept = person_of(Role.BUYER).login
    run_as_super(embedded(demo), f"CREATE SCHEMA theirs AUTHORIZATION {kept}")

    made = parterre(*CREATE, *ANN, "--replace-demo")

    with as_superuser(demo.admin_url) as connection:
        stays = login_exists(connection, kept)
    run_as_super(embedded(demo), "DROP SCHEMA theirs")
    assert (made.exit_code, stays) == (0, True)


@pytest.mark.parametrize(
    ("last", "proposed"), [(person_of(Role.DOOR).login, ""), ("u_ann", "u_ann")]
)
def test_a_demo_that_made_room_leaves_no_login_to_sign_in_with(
    tmp_path: Path, last: str, proposed: str
) -> None:
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(tmp_path))
    Preferences("").keep(LAST_LOGIN, last)

    forget_demo_login(WorkingHere(demo=True))
    forget_demo_login(None)
    assert Preferences("").get(LAST_LOGIN) == last
    forget_demo_login(WorkingHere(demo=False))
    assert Preferences("").get(LAST_LOGIN) == proposed


def test_a_demo_stays_if_its_place_can_not_be_taken(parterre: Parterre, demo: Opened) -> None:
    taken = person_of(Role.DOOR).login

    refused = parterre(*CREATE, "--manager=Ann", f"--login={taken}", "--replace-demo")

    assert refused.stderr == f"The login {taken} is taken.\n"
    assert here(demo).demo


LOOKING = pytest.mark.parametrize(
    "command",
    [
        ("agency", "list"),
        ("staff", "list"),
        ("keys", "list"),
        ("venue", "list"),
        ("venue", "export", "Studio", "studio.json"),
        ("scan", "ticket.png"),
        ("worker",),
        ("doctor",),
    ],
)


@LOOKING
def test_looking_makes_no_database(
    parterre: Parterre, opened: Opened, command: tuple[str, ...]
) -> None:
    said = parterre(*command)

    assert said.stderr.startswith("There is no agency here yet.")
    assert said.exit_code == 1
    assert not database_exists(opened.administered, DATABASE)


@LOOKING
def test_looking_leaves_an_empty_folder_empty(
    parterre: Parterre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PARTERRE_DATA_DIR", str(tmp_path))

    said = parterre(*command)

    assert said.stderr.startswith("There is no agency here yet.")
    assert said.exit_code == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("ready")
def test_commands_say_what_is_next_where_there_is_no_agency(parterre: Parterre) -> None:
    said = parterre("venue", "list")

    assert said.stderr.startswith("There is no agency here yet.")


def test_migrating_makes_a_database_without_the_demo(parterre: Parterre, opened: Opened) -> None:
    assert parterre("migrate").stdout == "The database is up to date now.\n"

    with pytest.raises(NoAgencyYet):
        here(opened)
    assert parterre(*CREATE, *ANN).exit_code == 0


@on_unix
def test_the_window_of_ones_own_agency_loads_no_demo_and_brings_the_worker(
    parterre: Parterre, ready: Opened
) -> None:
    parterre(*CREATE, *ANN)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", "run"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as window:
        (login,) = wait_for_workers(ready, 1)
        window.send_signal(signal.SIGTERM)
        _, said = window.communicate(timeout=60)

    complaints = [line for line in said.splitlines() if not line.startswith(QTS_LAST_WORDS)]
    assert login.startswith("u_worker_")
    assert (window.returncode, complaints) == (0, [])
    assert parterre("agency", "list").stdout == "Balcony: EUR, Europe/Berlin, 1 person.\n"


@on_unix
def test_a_worker_started_by_hand_works_for_each_agency(
    parterre: Parterre, ready: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    parterre(*CREATE, *ANN)
    parterre("agency", "create", "Aisle", *CREATE[3:], "--manager=Bo", "--login=u_bob")
    monkeypatch.setenv("PARTERRE_LOGIN", "u_ann")  # who the other commands act as
    monkeypatch.setenv("PARTERRE_PASSWORD", PASSWORD)

    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", "worker"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as worker:
        logins = wait_for_workers(ready, 2)
        worker.send_signal(signal.SIGTERM)
        told, said = worker.communicate(timeout=60)

    assert logins == {login for login, _ in here(ready).workers}
    assert (worker.returncode, said) == (0, "")
    assert told == "The worker is running. Ctrl+C ends it.\n"


_AT_THE_QUEUE = text(
    "SELECT usename FROM pg_stat_activity WHERE application_name = 'parterre worker'"
    " AND usename IS NOT NULL"  # still signing in
)


def wait_for_workers(opened: Opened, count: int) -> set[str]:
    """The logins of the workers at the queue, as soon as they are so many."""
    engine = create_engine(opened.admin_url, poolclass=NullPool)
    with engine.connect() as connection:
        for _ in range(100_000):
            connection.execute(text("SELECT pg_stat_clear_snapshot()"))
            logins = set(connection.scalars(_AT_THE_QUEUE))
            if len(logins) >= count:
                return logins
    raise AssertionError("the workers never came to the queue")
