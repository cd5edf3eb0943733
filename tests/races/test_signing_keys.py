"""Two at the signing keys at one moment: one file is registered once, one key is always left."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import select

from core.domain.staff import Role
from core.services.tickets.keys import list_keys, load_signer, rotate_key
from core.services.tickets.retiring_keys import LastKey, retire_key
from core.services.tickets.signatures import PrivateKey
from core.services.work import Work, begin_work
from db.models import SigningKey
from tests.databases import TestDatabase
from tests.races.counters import at_once
from tests.races.removing import wait_until


def one_while_the_other(
    database: TestDatabase, first: Callable[[Work], object], second: Callable[[Work], object]
) -> object:
    """What the second gets, who waits until the first has done theirs."""
    here, there = (database.sign_in(Role.MANAGER) for _ in range(2))
    with ThreadPoolExecutor(1) as thread:
        with begin_work(here.sessions, here.actor) as work:
            first(work)
            waiting = thread.submit(at_once, (there, second))
            wait_until(work.session.connection(), 1, or_else=waiting.done)
        (result,) = waiting.result(timeout=60)
    return result


def test_a_file_that_two_workers_find_is_registered_once(
    fresh_database: TestDatabase, tmp_path: Path
) -> None:
    manager, key = fresh_database.sign_in(Role.MANAGER), PrivateKey.make()
    (tmp_path / f"{manager.actor.tenant_id}.pem").write_bytes(key.pem())

    def load(work: Work) -> bytes:
        return load_signer(work, tmp_path).public

    assert one_while_the_other(fresh_database, load, load) == key.public

    with manager.sessions() as session:
        assert session.scalars(select(SigningKey.public_key)).all() == [key.public]


def test_of_two_who_retire_the_last_two_keys_one_is_refused(
    fresh_database: TestDatabase, tmp_path: Path
) -> None:
    manager, nowhere = fresh_database.sign_in(Role.MANAGER), tmp_path / "nowhere"
    with begin_work(manager.sessions, manager.actor) as work:
        load_signer(work, tmp_path)
        rotate_key(work, tmp_path)
        new, old = list_keys(work, tmp_path)

    refused = one_while_the_other(
        fresh_database,
        lambda work: retire_key(work, old.id, nowhere),
        lambda work: retire_key(work, new.id, nowhere),
    )

    assert isinstance(refused, LastKey)
    assert refused.name == new.name
