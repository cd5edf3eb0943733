"""The keys that sign tickets from the command line: listed, made, retired."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.domain.staff import Role
from core.domain.tickets.qr import is_genuine, parse
from core.services.tickets.issuing import issue_tickets
from core.services.tickets.keys import load_signer, load_verifiers
from core.services.tickets.queries import tickets_to_print
from core.services.work import begin_work
from tests.cli.conftest import Parterre
from tests.databases import LOGINS, TestDatabase
from tests.factories import stocked_event
from tests.services.sold import open_drawer, sell

COST = (
    "Every door will refuse their QR codes, at once and for good; "
    "their numbers and barcodes still let in."
)


@pytest.fixture
def keys(as_manager: TestDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert as_manager.name
    folder = tmp_path / "keys"
    monkeypatch.setenv("PARTERRE_KEYS_DIR", str(folder))
    return folder


def make_key(database: TestDatabase) -> str:
    """The name of the key that a manager's sign-in makes."""
    manager = database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        return load_signer(work).public.hex()[:8]


def sell_signed(database: TestDatabase, *places: int) -> str:
    """Sell an event's seats; the QR code of the first signed ticket."""
    manager = database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        start = work.now + timedelta(days=7)
        stock = stocked_event(
            work.session, start_datetime=start, end_datetime=start + timedelta(hours=3)
        )
        open_drawer(work)
        booking = sell(work, stock, *places)
        issue_tickets(work, booking.id, signer=load_signer(work))
        return tickets_to_print(work.session, booking.id).tickets[0].qr


def is_believed(database: TestDatabase, code: str) -> bool:
    payload = parse(code)
    assert payload is not None
    with database.sign_in(Role.DOOR).sessions() as session:
        return is_genuine(payload, load_verifiers(session))


def names(parterre: Parterre) -> list[str]:
    return [line.partition(":")[0] for line in parterre("keys", "list").stdout.splitlines()]


def test_a_new_key_signs_and_the_former_counts_until_it_is_retired(
    parterre: Parterre, as_manager: TestDatabase, keys: Path
) -> None:
    former, code = make_key(as_manager), sell_signed(as_manager, 0, 1)

    made = parterre("keys", "rotate")

    new, _ = names(parterre)
    (file,) = keys.iterdir()
    assert made.stdout.splitlines() == [
        f"{new} signs the tickets on this computer from now on.",
        "Tickets that are signed already stay good until their key is retired.",
        f"Copy {file} to every other computer that signs: until then it goes on with its own.",
    ]
    assert is_believed(as_manager, code)

    retired = parterre("keys", "retire", former.upper(), typed="y\n")

    told, *_, done = retired.stdout.splitlines()
    assert told == f"{former} has signed 2 tickets still to be used, for 1 event. {COST}"
    assert done == f"{former} is retired."
    assert f"Retire {former}? [y/N]" in retired.stderr
    assert not is_believed(as_manager, code)
    first, second = parterre("keys", "list").stdout.splitlines()
    assert first.endswith(", signs on this computer.")
    assert ", retired " in second


def test_a_key_is_kept_unless_one_says_yes(
    parterre: Parterre, as_manager: TestDatabase, keys: Path
) -> None:
    former = make_key(as_manager)
    parterre("keys", "rotate")
    assert keys.exists()

    for typed in ("n\n", "\n", ""):
        assert parterre("keys", "retire", former, typed=typed).exit_code == 1
    assert "retired" not in parterre("keys", "list").stdout

    retired = parterre("keys", "retire", former, "--yes")

    assert retired.stdout.splitlines() == [
        f"{former} has signed no ticket that is still to be used.",
        f"{former} is retired.",
    ]


def test_a_computer_without_a_key_says_so(
    parterre: Parterre, as_manager: TestDatabase, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_key(as_manager)
    monkeypatch.setenv("PARTERRE_KEYS_DIR", str(keys / "elsewhere"))

    *_, told = parterre("keys", "list").stdout.splitlines()

    assert told.startswith("No key signs on this computer: ")


def test_what_can_not_be_retired_is_refused_before_it_is_asked(
    parterre: Parterre, as_manager: TestDatabase, keys: Path
) -> None:
    only = make_key(as_manager)
    assert keys.exists()
    for key, told in (
        (only, f"{only} is the only signing key. Make a new one before retiring it.\n"),
        ("0badc0de", "No signing key 0badc0de in this agency.\n"),
    ):
        refused = parterre("keys", "retire", key)
        assert (refused.exit_code, refused.stdout, refused.stderr) == (1, "", told)
    parterre("keys", "rotate")
    new, _ = names(parterre)
    assert f"{new} signs the tickets on this computer." in parterre("keys", "retire", new).stderr


@pytest.mark.usefixtures("keys")
def test_a_clerk_makes_and_retires_none(
    parterre: Parterre, as_manager: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = make_key(as_manager)
    monkeypatch.setenv("PARTERRE_LOGIN", LOGINS[Role.BOX_OFFICE])

    for command in (("rotate",), ("retire", key)):
        refused = parterre("keys", *command)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "may not keep signing keys. Ask a manager." in refused.stderr
    assert names(parterre) == [key]


def test_a_damaged_file_is_told_and_replaced(
    parterre: Parterre, as_manager: TestDatabase, keys: Path
) -> None:
    make_key(as_manager)
    (file,) = keys.iterdir()
    file.write_bytes(b"not a key")

    refused = parterre("keys", "list")

    assert refused.exit_code == 1
    assert refused.stderr.startswith(f"{file} holds no signing key. Put its backup there, or ")
    assert parterre("keys", "rotate").exit_code == 0
    assert len(names(parterre)) == 2


def test_a_folder_that_is_none_is_told(
    parterre: Parterre, as_manager: TestDatabase, keys: Path
) -> None:
    assert as_manager.name
    keys.write_text("a file")

    refused = parterre("keys", "rotate")

    assert refused.exit_code == 1
    assert refused.stderr == f"The signing key in {keys} can't be used: file exists.\n"
    assert parterre("keys", "list").stdout.startswith("There is no key yet.")
