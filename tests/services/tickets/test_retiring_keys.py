"""A key is retired: what it signed is refused, what that costs is told, nobody signs with it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from core.domain.errors import NotAllowed, NotFound
from core.domain.events import EventStatus
from core.domain.staff import Role
from core.domain.tickets.qr import is_genuine, sign_ticket
from core.services.tickets.keys import (
    NoSigningKey,
    list_keys,
    load_signer,
    load_verifiers,
    rotate_key,
)
from core.services.tickets.retiring_keys import (
    KeyRetired,
    KeySignsHere,
    LastKey,
    RetiringOutlook,
    retire_key,
    retiring_outlook,
)
from core.services.work import Work
from db.ids import new_id
from db.models import Event
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.services.sold import issue, sell, sold


@pytest.fixture
def former(work: Work, tmp_path: Path) -> UUID:
    """The key that signed until another was made."""
    load_signer(work, tmp_path)
    rotate_key(work, tmp_path)
    return next(row.id for row in list_keys(work, tmp_path) if not row.signs_here)


def test_what_a_retired_key_signed_is_not_believed(work: Work, tmp_path: Path) -> None:
    old = sign_ticket(new_id(), load_signer(work, tmp_path))
    new = sign_ticket(new_id(), rotate_key(work, tmp_path))
    former = list_keys(work, tmp_path)[1]

    retire_key(work, former.id, tmp_path)

    verifiers = load_verifiers(work.session)
    assert (is_genuine(old, verifiers), is_genuine(new, verifiers)) == (False, True)
    assert list_keys(work, tmp_path)[1].retired_at == work.now


@pytest.mark.parametrize("step", [retire_key, retiring_outlook])
class TestRefused:
    Step = Callable[[Work, UUID, Path], object]

    def test_the_last_key_stays(self, work: Work, tmp_path: Path, step: Step) -> None:
        load_signer(work, tmp_path)
        (only,) = list_keys(work, tmp_path)

        with pytest.raises(LastKey, match="only signing key") as refused:
            step(work, only.id, tmp_path)
        assert refused.value.name == only.name

    def test_the_key_that_signs_here_stays(
        self, work: Work, tmp_path: Path, step: Step, former: UUID
    ) -> None:
        signing = list_keys(work, tmp_path)[0]
        assert signing.id != former

        with pytest.raises(KeySignsHere, match="Make a new one") as refused:
            step(work, signing.id, tmp_path)
        assert refused.value.name == signing.name

    def test_a_key_is_retired_once(
        self, work: Work, tmp_path: Path, step: Step, former: UUID
    ) -> None:
        retire_key(work, former, tmp_path)

        with pytest.raises(KeyRetired) as refused:
            step(work, former, tmp_path)
        assert refused.value.name == list_keys(work, tmp_path)[1].name
        assert refused.value.at == work.now

    def test_an_unknown_key_is_not_found(self, work: Work, tmp_path: Path, step: Step) -> None:
        with pytest.raises(NotFound) as refused:
            step(work, unknown := new_id(), tmp_path)
        assert (refused.value.what, refused.value.wanted) == ("signing key", unknown)

    def test_a_clerk_retires_none(self, work_as: WorkAs, tmp_path: Path, step: Step) -> None:
        with work_as(Role.BOX_OFFICE) as clerks, pytest.raises(NotAllowed):
            step(clerks, new_id(), tmp_path)


def test_tickets_still_to_be_used_are_counted_by_key(work_as: WorkAs, tmp_path: Path) -> None:
    sale = sold(work_as, 0, 1, 2)
    issue(work_as, sale.booking, tmp_path)
    with work_as(Role.MANAGER) as managers:
        rotate_key(managers, tmp_path)
    with work_as(Role.BOX_OFFICE) as clerks:
        later = sell(clerks, sale.stock, 3)
    issue(work_as, later, tmp_path)

    with work_as(Role.MANAGER) as managers:
        former = list_keys(managers, tmp_path)[1]
        assert retiring_outlook(managers, former.id, tmp_path) == RetiringOutlook(
            former.name, tickets=3, events=1
        )


@pytest.mark.parametrize("over", ["cancelled", "ended"])
def test_tickets_of_what_is_over_are_not_counted(
    work_as: WorkAs, tmp_path: Path, over: str
) -> None:
    sale = sold(work_as, 0, 1)
    issue(work_as, sale.booking, tmp_path)
    with work_as(Role.MANAGER) as managers:
        rotate_key(managers, tmp_path)
        former = list_keys(managers, tmp_path)[1]
        event = managers.session.get_one(Event, (managers.actor.tenant_id, sale.event_id))
        if over == "cancelled":
            event.status = EventStatus.CANCELLED
        else:
            event.start_datetime = NOW - timedelta(hours=3)
            event.end_datetime = NOW - timedelta(hours=1)
        managers.session.flush()

        assert retiring_outlook(managers, former.id, tmp_path).tickets == 0


def test_whoever_may_keep_keys_replaces_one_that_was_retired_elsewhere(
    work_as: WorkAs, tmp_path: Path
) -> None:
    here, elsewhere = tmp_path / "here", tmp_path / "elsewhere"
    with work_as(Role.WORKER) as workers:
        old = load_signer(workers, here)
    with work_as(Role.MANAGER) as managers:
        rotate_key(managers, elsewhere)
        retire_key(managers, list_keys(managers, here)[1].id, elsewhere)
    with work_as(Role.BOX_OFFICE) as clerks, pytest.raises(NoSigningKey):
        load_signer(clerks, here)

    with work_as(Role.WORKER) as workers:
        new = load_signer(workers, here)
        assert new.public != old.public
        assert is_genuine(sign_ticket(new_id(), new), load_verifiers(workers.session))
        assert load_signer(workers, here).public == new.public
