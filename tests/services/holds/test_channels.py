"""Seats that are kept for a channel or a presale, and holds that end: who can buy them when."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.domain.holds.presales import PresaleDraft
from core.domain.holds.refusals import (
    AccessCodeUnreadable,
    BadTicketLimit,
    LimitWithoutCode,
    NameMissing,
    NoSuchPaint,
    PresaleEndsBeforeItStarts,
    PresaleTooLate,
    PresaleTwice,
)
from core.domain.holds.uses import HoldType, kept_for, presold
from core.domain.inventory.finding import NotOnGeneralSale
from core.domain.inventory.offers import Offer
from core.domain.inventory.states import Allotment, SeatStatus
from core.domain.sales.refusals import SeatsKept, SeatsOffSale
from core.domain.sales.states import HowSold, SalesChannel
from core.domain.staff import Role
from core.services.holds.applying import apply_plan
from core.services.holds.lapsing import release_ended_holds
from core.services.holds.placing import HoldDraft, hold_seats, release_seats
from core.services.holds.presales import (
    change_presale,
    create_presale,
    end_presale,
    list_presales,
)
from core.services.holds.queries import list_holds
from core.services.inventory.availability import SeatCode, seat_states
from core.services.inventory.finding import Wish, find_seats, open_seats
from core.services.sales.reserving import reserve_seats
from core.services.work import Work, new_key
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import reserve
from tests.services.holds.conftest import Planner, painted

WEEK = NOW + timedelta(days=7)
FRIENDS = PresaleDraft("Friends", NOW, WEEK, access_code="FRIENDS-1")


def buy(planner: Planner, *ranks: int, channel: SalesChannel, at: Work | None = None) -> int:
    seats = [seat.id for seat in planner.seats(*ranks)]
    work = at or planner.work
    return reserve_seats(
        work, planner.event_id, seats, how=HowSold(channel=channel), key=new_key()
    ).ticket_count


def at(planner: Planner, moment: object) -> Work:
    return Work(planner.work.session, planner.work.actor, moment)  # type: ignore[arg-type]


def keep(planner: Planner, *strokes: object) -> None:
    plan_id, version = planner.plan(painted(*strokes))  # type: ignore[arg-type]
    apply_plan(planner.work, plan_id, version=version, key=new_key())


def test_every_sales_channel_can_have_seats_of_its_own() -> None:
    assert {channel.value for channel in SalesChannel} == {
        one.value for one in Allotment if one is not Allotment.PRESALE
    }


def test_a_kept_seat_is_sold_on_its_channel_and_refused_on_another(planner: Planner) -> None:
    keep(planner, (range(3), kept_for(Allotment.WEB)))

    with pytest.raises(SeatsKept) as refused:
        buy(planner, 2, 3, channel=SalesChannel.COUNTER)

    assert refused.value.seats == ("Stalls A-3",)
    assert refused.value.channel is SalesChannel.COUNTER
    assert buy(planner, 2, 3, channel=SalesChannel.WEB) == 2


def test_a_kept_seat_can_be_released_to_everybody(planner: Planner) -> None:
    keep(planner, (range(3), kept_for(Allotment.WEB)))

    done = release_seats(
        planner.work, planner.event_id, [1, 2, 3], on_plan=planner.on_plan, key=new_key()
    )

    assert done.seats == 2
    assert buy(planner, 1, 2, channel=SalesChannel.COUNTER) == 2


def test_an_allotment_ends_by_the_clock(planner: Planner) -> None:
    keep(planner, (range(3), kept_for(Allotment.PARTNER, WEEK)))

    with pytest.raises(SeatsKept):
        buy(planner, 2, channel=SalesChannel.COUNTER)
    assert buy(planner, 2, channel=SalesChannel.COUNTER, at=at(planner, WEEK)) == 1


def test_the_counters_search_and_map_leave_kept_seats_out(planner: Planner) -> None:
    keep(planner, ([0], kept_for(Allotment.WEB)), ([1], kept_for(Allotment.COUNTER)))
    session = planner.work.session

    counter = {seat.rank for seat in open_seats(session, planner.event_id, now=NOW)}
    web = {
        seat.rank
        for seat in open_seats(session, planner.event_id, now=NOW, offer=Offer(Allotment.WEB))
    }
    codes = seat_states(session, planner.event_id, now=NOW).codes

    assert (counter & {0, 1, 2}, web & {0, 1, 2}) == ({1, 2}, {0, 2})
    assert [SeatCode(code) for code in codes[:3]] == [
        SeatCode.HELD,
        SeatCode.AVAILABLE,
        SeatCode.AVAILABLE,
    ]


def test_before_the_general_sale_the_map_tells_what_can_be_had_and_what_not_yet(
    planner: Planner,
) -> None:
    session, draft = planner.work.session, HoldDraft(HoldType.PRESS)
    hold_seats(planner.work, planner.event_id, [4], draft, on_plan=planner.on_plan, key=new_key())
    (hold,) = list_holds(session, planner.event_id)
    presale = create_presale(planner.work, planner.event_id, FRIENDS, key=new_key())
    keep(planner, ([0], kept_for(Allotment.PHONE)), ([1, 2], presold(presale.id)))

    def codes(offer: Offer, now: datetime = NOW) -> str:
        codes = seat_states(session, planner.event_id, now=now, offer=offer).codes[:6]
        letters = {SeatCode.AVAILABLE: "a", SeatCode.HELD: "h", SeatCode.NOT_YET: "-"}
        return "".join(letters[SeatCode(code)] for code in codes)

    shut, presold_to = Offer(generally=False), Offer(presale_id=presale.id, generally=False)
    assert codes(Offer()) == "hhhaha"
    assert codes(shut) == "hhh-h-"
    assert codes(presold_to) == "haa-h-"
    assert codes(Offer(hold_id=hold.id, generally=False)) == "hhh---"
    over = max(FRIENDS.end, WEEK)
    assert codes(presold_to, over) == "h---h-"
    found = {seat.rank for seat in open_seats(session, planner.event_id, now=NOW, offer=presold_to)}
    assert found == {1, 2}
    assert open_seats(session, planner.event_id, now=NOW, offer=shut) == []
    with pytest.raises(NotOnGeneralSale):
        find_seats(session, planner.event_id, Wish(1), now=NOW, offer=shut)


def test_map_and_search_follow_what_is_offered(planner: Planner) -> None:
    session = planner.work.session
    draft = HoldDraft(HoldType.PRESS)
    hold_seats(
        planner.work, planner.event_id, [4, 5], draft, on_plan=planner.on_plan, key=new_key()
    )
    (hold,) = list_holds(session, planner.event_id)
    presale = create_presale(planner.work, planner.event_id, FRIENDS, key=new_key())
    keep(planner, ([0], kept_for(Allotment.PHONE)), ([1, 2], presold(presale.id)))
    planner.seats(2)[0].price_level_id = planner.front.id
    session.flush()

    def free(offer: Offer) -> set[int]:
        codes = seat_states(session, planner.event_id, now=NOW, offer=offer).codes[:7]
        return {rank for rank, code in enumerate(codes) if code == SeatCode.AVAILABLE}

    def found(offer: Offer) -> set[int]:
        seats = open_seats(session, planner.event_id, now=NOW, offer=offer)
        return {seat.rank for seat in seats} & set(range(7))

    front = (planner.front.id,)
    assert free(Offer()) == found(Offer()) == {3, 6}
    assert free(Offer(Allotment.PHONE)) == found(Offer(Allotment.PHONE)) == {0, 3, 6}
    assert free(Offer(presale_id=presale.id)) == {1, 2, 3, 6}
    assert found(Offer(presale_id=presale.id)) == {1, 2}
    assert found(Offer(presale_id=presale.id, level_ids=front)) == {2}
    assert free(Offer(hold_id=hold.id)) == {3, 4, 5, 6}
    assert found(Offer(hold_id=hold.id)) == {4, 5}


def test_a_kept_seat_whose_reservation_ran_out_is_kept_still(planner: Planner) -> None:
    keep(planner, ([0], kept_for(Allotment.WEB)))
    buy(planner, 0, channel=SalesChannel.WEB)

    codes = seat_states(planner.work.session, planner.event_id, now=WEEK).codes

    assert SeatCode(codes[0]) is SeatCode.HELD


def test_the_database_itself_refuses_a_sale_on_another_channel(planner: Planner) -> None:
    keep(planner, ([0], kept_for(Allotment.WEB)))
    with pytest.raises(DBAPIError, match="kept for one channel"):
        reserve(planner.work.session, planner.seats(0), channel=SalesChannel.COUNTER)


def test_a_presales_seats_go_to_the_general_sale_when_it_ends(planner: Planner) -> None:
    presale = create_presale(planner.work, planner.event_id, FRIENDS, key=new_key())
    keep(planner, (range(3), presold(presale.id)))
    (row,) = list_presales(planner.work.session, planner.event_id)
    assert row.seats == 3

    for channel in SalesChannel:
        with pytest.raises(SeatsKept):
            buy(planner, 0, channel=channel)
    assert buy(planner, 0, channel=SalesChannel.COUNTER, at=at(planner, WEEK)) == 1


def test_a_presale_that_is_ended_or_moved_takes_its_seats_along(planner: Planner) -> None:
    presale = create_presale(planner.work, planner.event_id, FRIENDS, key=new_key())
    keep(planner, (range(3), presold(presale.id)))
    longer = PresaleDraft("Friends", NOW, WEEK + timedelta(days=1))

    change_presale(planner.work, presale.id, longer, key=new_key())
    assert planner.seats(0)[0].allotted_until == longer.end

    end_presale(planner.work, presale.id, key=new_key())
    assert buy(planner, 0, channel=SalesChannel.COUNTER) == 1
    assert list_presales(planner.work.session, planner.event_id) == []
    assert len(list_presales(planner.work.session, planner.event_id, ended=True)) == 1


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (PresaleDraft(" ", NOW, WEEK), NameMissing),
        (PresaleDraft("A", WEEK, NOW), PresaleEndsBeforeItStarts),
        (PresaleDraft("A", NOW, NOW + timedelta(days=90)), PresaleTooLate),
        (PresaleDraft("A", NOW, WEEK, max_tickets_per_customer=0), BadTicketLimit),
        (PresaleDraft("A", NOW, WEEK, max_tickets_by_code=3), LimitWithoutCode),
        (PresaleDraft("A", NOW, WEEK, access_code="no blanks here"), AccessCodeUnreadable),
        (PresaleDraft("A", NOW, WEEK, price_level_ids=(new_key(),)), NoSuchPaint),
        (PresaleDraft("Friends", NOW, WEEK), PresaleTwice),
    ],
)
def test_a_presale_that_can_not_be_is_refused(
    planner: Planner, draft: PresaleDraft, refusal: type[Exception]
) -> None:
    create_presale(planner.work, planner.event_id, FRIENDS, key=new_key())

    with pytest.raises(refusal):
        create_presale(planner.work, planner.event_id, draft, key=new_key())


def test_a_hold_that_has_ended_is_sold_at_once(planner: Planner) -> None:
    hold_seats(
        planner.work,
        planner.event_id,
        [3, 4],
        HoldDraft(HoldType.PRESS, until=WEEK),
        on_plan=planner.on_plan,
        key=new_key(),
    )
    with pytest.raises(SeatsOffSale):
        buy(planner, 2, 3, channel=SalesChannel.COUNTER)

    later = at(planner, WEEK)
    free = {seat.rank for seat in open_seats(later.session, planner.event_id, now=WEEK)}
    codes = seat_states(later.session, planner.event_id, now=WEEK).codes
    assert {3, 4} <= free
    assert codes[3] == SeatCode.AVAILABLE
    assert buy(planner, 2, 3, channel=SalesChannel.COUNTER, at=later) == 2
    assert planner.statuses(3, 4) == [SeatStatus.RESERVED, SeatStatus.HELD]


def test_the_clean_up_job_releases_ended_holds(planner: Planner, work_as: WorkAs) -> None:
    hold_seats(
        planner.work,
        planner.event_id,
        [3, 4],
        HoldDraft(HoldType.PRESS, until=WEEK),
        on_plan=planner.on_plan,
        key=new_key(),
    )
    planner.work.session.commit()

    with work_as(Role.WORKER) as worker:
        assert release_ended_holds(Work(worker.session, worker.actor, NOW)) == 0
        assert release_ended_holds(Work(worker.session, worker.actor, WEEK)) == 2

    assert planner.statuses(3, 4) == [SeatStatus.AVAILABLE] * 2
    assert list_holds(planner.work.session, planner.event_id) == []


@pytest.mark.parametrize("role", [Role.BOX_OFFICE, Role.WEB, Role.WORKER])
def test_the_database_lets_nobody_else_hold_or_let_go(
    planner: Planner, work_as: WorkAs, role: Role
) -> None:
    hold_seats(
        planner.work,
        planner.event_id,
        [3],
        HoldDraft(HoldType.PRESS),
        on_plan=planner.on_plan,
        key=new_key(),
    )
    planner.work.session.commit()
    wanted = {3: "AVAILABLE", 5: "BLOCKED"}
    for rank, status in wanted.items():
        with work_as(role) as other, pytest.raises(DBAPIError, match="managers and buyers"):
            other.session.execute(
                text(
                    "UPDATE parterre.event_seats SET status = :status"
                    " WHERE event_id = :event AND rank = :rank"
                ),
                {"status": status, "event": planner.event_id, "rank": rank},
            )
