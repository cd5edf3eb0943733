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
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from cli.agency import DemoInTheWay, Told, create
from cli.opening import DATABASE, Opened, WhoAreYou, open_database
from cli.window import doorway, forget_demo_login
from cli.working_here import WorkingHere, working_here
from core.domain.staff import Role
from core.services.accounts import NoAgencyYet
from core.services.demo.databases import DEMO_MARK, database_exists
from core.services.demo.people import desk_people, person_of, read_staff
from core.services.staff import NoAgency, sign_in
from db.agencies import create_agency
from db.embedded import EmbeddedServer
from db.logins import NewLogin, create_login
from db.setup import set_up
from desktop.app import LAST_LOGIN
from desktop.preferences import Preferences
from tests.cli.conftest import Parterre
from tests.databases import run_as_super
from tests.db.embedded.processes import fresh_folder

PASSWORD = "a long secret"
CREATE = ("agency", "create", "Balcony", "--currency=EUR", "--timezone=Europe/Berlin")
ANN = ("--manager=Ann Weber", "--login=u_ann")
on_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send")


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty data folder of this computer's, as the environment says it."""
    with fresh_folder() as place:
        monkeypatch.setenv("PARTERRE_DATA_DIR", str(place))
        monkeypatch.setenv("PARTERRE_NEW_PASSWORD", PASSWORD)
        monkeypatch.delenv("PARTERRE_DATABASE_URL", raising=False)
        yield place


@pytest.fixture
def opened(folder: Path) -> Iterator[Opened]:
    """The server of that folder, open while the test goes on: commands join it."""
    assert folder.is_dir()
    with open_database() as made:
        yield made


@pytest.fixture
def demo(opened: Opened) -> Opened:
    """A demo: an agency that is marked as one, with the demo's people."""
    url = opened.admin_url
    set_up(url)
    agency = create_agency(url, "Linden & Quay", currency="EUR", timezone="Europe/Dublin")
    run_here(opened, f"UPDATE parterre.tenants SET settings = '{{\"{DEMO_MARK}\": true}}'")
    for one in read_staff():
        create_login(url, agency, NewLogin(one.login, one.name, one.role, one.password))
    return opened


def run_here(opened: Opened, *statements: str) -> None:
    run_as_super(embedded(opened), *statements, database=DATABASE)


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
    parterre: Parterre, opened: Opened, folder: Path
) -> None:
    parterre(*CREATE, *ANN)
    [(login, first)] = here(opened).workers
    assert here(opened).workers == ((login, first),)
    (folder / "worker-password").unlink()

    [(same, second)] = here(opened).workers

    assert same == login
    assert second != first
    sign_in(opened.url_for, login, second).sign_out()


def test_each_agency_has_its_worker(parterre: Parterre, opened: Opened) -> None:
    parterre(*CREATE, *ANN)
    parterre("agency", "create", "Aisle", *CREATE[3:], "--manager=Bo", "--login=u_bob")

    tenants = set()
    for login, password in here(opened).workers:
        worker = sign_in(opened.url_for, login, password)
        worker.sign_out()
        tenants.add(worker.actor.tenant_id)

    assert len(tenants) == 2


def test_commands_ask_who_one_is_where_there_is_no_demo(
    parterre: Parterre, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    parterre(*CREATE, *ANN)

    with pytest.raises(WhoAreYou), opened.signed_in():
        pass
    monkeypatch.setenv("PARTERRE_LOGIN", "u_ann")
    monkeypatch.setenv("PARTERRE_PASSWORD", PASSWORD)
    with opened.signed_in() as person:
        assert person.actor.login == "u_ann"


def test_the_demo_is_offered_where_it_is(demo: Opened) -> None:
    found = here(demo)

    assert [one.login for one in doorway(demo, found).demo] == [one.login for one in desk_people()]
    assert found.workers == ((person_of(Role.WORKER).login, person_of(Role.WORKER).password),)
    with demo.signed_in() as person:
        assert person.actor.login == person_of(Role.MANAGER).login


def test_a_demo_is_not_removed_unasked(demo: Opened) -> None:
    told = Told("Balcony", "EUR", "Europe/Berlin", None, "Ann Weber", "u_ann")
    with pytest.raises(DemoInTheWay, match=r"Say --replace-demo .* PARTERRE_DATA_DIR") as refused:
        create(told, replace_demo=False)

    assert refused.value.database == DATABASE
    assert here(demo).demo


def test_a_demo_makes_room_and_its_logins_are_let_in_no_more(
    parterre: Parterre, demo: Opened
) -> None:
    assert parterre(*CREATE, *ANN, "--replace-demo").exit_code == 0

    assert doorway(demo, here(demo)).demo == []
    assert parterre("agency", "list").stdout == "Balcony: EUR, Europe/Berlin, 1 person.\n"
    sign_in(demo.url_for, "u_ann", PASSWORD).sign_out()
    for one in desk_people():
        with pytest.raises(NoAgency):
            sign_in(demo.url_for, one.login, one.password)
    for command in ("load", "reset"):
        assert "an agency's own books" in parterre("demo", command).stderr


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


@pytest.mark.parametrize("command", [("agency", "list"), ("staff", "list"), ("doctor",)])
def test_looking_makes_nothing(
    parterre: Parterre, opened: Opened, command: tuple[str, ...]
) -> None:
    said = parterre(*command)

    assert said.stderr.startswith("There is no agency here yet.")
    assert said.exit_code == 1
    assert not database_exists(opened.administered, DATABASE)


def test_migrating_makes_a_database_without_the_demo(parterre: Parterre, opened: Opened) -> None:
    assert parterre("migrate").stdout == "The database is up to date now.\n"

    with pytest.raises(NoAgencyYet):
        here(opened)
    assert parterre(*CREATE, *ANN).exit_code == 0


@on_unix
def test_the_window_of_ones_own_agency_loads_no_demo_and_brings_the_worker(
    parterre: Parterre, opened: Opened
) -> None:
    parterre(*CREATE, *ANN)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", "run"],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    ) as window:
        login = wait_for_a_worker(opened)
        window.send_signal(signal.SIGTERM)
        _, said = window.communicate(timeout=60)

    assert login.startswith("u_worker_")
    assert (window.returncode, said) == (0, "")
    assert parterre("agency", "list").stdout == "Balcony: EUR, Europe/Berlin, 1 person.\n"


_AT_THE_QUEUE = text(
    "SELECT usename FROM pg_stat_activity WHERE application_name = 'parterre worker'"
)


def wait_for_a_worker(opened: Opened) -> str:
    """The login of the first worker at the queue."""
    engine = create_engine(opened.admin_url, poolclass=NullPool)
    with engine.connect() as connection:
        for _ in range(100_000):
            connection.execute(text("SELECT pg_stat_clear_snapshot()"))
            if login := connection.scalar(_AT_THE_QUEUE):
                return str(login)
    raise AssertionError("no worker came to the queue")
