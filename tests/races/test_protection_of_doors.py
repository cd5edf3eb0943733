"""What keeps a ticket from letting two in, taken away piece by piece.

The statement lets in who is CONFIRMED; the doors' policy and the guard on `scanned_at` say the same
to whoever comes with another statement. Each alone is enough; with none two guests go in.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from core.domain.door import Verdict
from core.domain.staff import Role
from core.services.door.scanning import ScanResult, scan_ticket
from core.services.staff import SignedIn
from core.services.tickets.keys import load_verifiers
from core.services.work import begin_work, new_key
from db.models import Ticket
from tests.clock import NOW
from tests.databases import TestDatabase, run_as_super
from tests.races.removing import drop_triggers, wait_until, without
from tests.races.test_doors import sold_ticket

_ONLY_CONFIRMED = " AND parterre.tickets.status = 'CONFIRMED'"


def scan(ushers: SignedIn, event_id: UUID, code: str, minute: int) -> ScanResult | DBAPIError:
    """Scan by this door's own clock."""
    try:
        with begin_work(
            ushers.sessions, ushers.actor, clock=lambda: NOW + timedelta(minutes=minute)
        ) as work:
            return scan_ticket(
                work,
                event_id,
                code,
                nonce=new_key(),
                gate=f"Door {minute}",
                verifiers=load_verifiers(work.session),
            )
    except DBAPIError as refused:
        return refused


def two_doors(database: TestDatabase, one: Callable[[int], object]) -> list[object]:
    """Both have found the ticket before either may let its guest in."""
    holding = create_engine(database.super_url, poolclass=NullPool)
    with ThreadPoolExecutor(2) as threads:
        with holding.connect() as holder, holder.begin():
            holder.execute(select(Ticket.id).with_for_update())
            doors: list[Future[Any]] = [threads.submit(one, number) for number in (1, 2)]
            wait_until(holder, 2)
        return [door.result(timeout=30) for door in doors]


@pytest.mark.parametrize(
    ("condition", "policy", "guard", "admitted"),
    [
        (True, True, True, 1),
        (True, False, False, 1),
        (False, True, False, 1),
        (False, False, True, 1),
        (False, False, False, 2),
    ],
    ids=["all", "condition alone", "policy alone", "guard alone", "none"],
)
def test_a_ticket_lets_two_in_only_without_any_protection(
    fresh_database: TestDatabase,
    tmp_path: Path,
    *,
    condition: bool,
    policy: bool,
    guard: bool,
    admitted: int,
) -> None:
    event_id, code = sold_ticket(fresh_database, tmp_path)
    ushers = fresh_database.sign_in(Role.DOOR, pool_size=2)
    if not policy:
        off = "DROP POLICY let_in ON parterre.tickets"
        run_as_super(fresh_database.server, off, database=fresh_database.name)
    if not guard:
        drop_triggers(fresh_database, "tickets")
    with ExitStack() as removed:
        changed = []
        if not condition:
            changed = removed.enter_context(without(_ONLY_CONFIRMED, marker="SET status='USED'"))
        answers = two_doors(fresh_database, lambda door: scan(ushers, event_id, code, door))

    assert bool(changed) is not condition
    verdicts = [each.verdict for each in answers if isinstance(each, ScanResult)]
    assert verdicts.count(Verdict.ADMITTED) == admitted
