"""The door admits a valid ticket of its event, and says the nearest reason otherwise."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from core.domain.door import Admission, Answer, PresentedTicket, Verdict, judge
from core.domain.tickets.states import TicketStatus

TONIGHT = UUID(int=1)
TOMORROW = UUID(int=2)
FIRST = Admission(datetime(2026, 5, 1, 18, 40, tzinfo=UTC), "North gate")


@pytest.mark.parametrize(
    ("status", "verdict", "words"),
    [
        (TicketStatus.CONFIRMED, Verdict.ADMITTED, "Welcome"),
        (TicketStatus.USED, Verdict.ALREADY_USED, "Already used"),
        (TicketStatus.RESERVED, Verdict.NOT_VALID, "Not paid yet"),
        (TicketStatus.CANCELLED, Verdict.NOT_VALID, "Cancelled"),
        (
            TicketStatus.TRANSFERRED,
            Verdict.NOT_VALID,
            "Handed on: another ticket took its place",
        ),
    ],
)
def test_a_ticket_is_judged_by_its_status(
    status: TicketStatus, verdict: Verdict, words: str
) -> None:
    answer = judge(TONIGHT, PresentedTicket(TONIGHT, status))

    assert answer == Answer(verdict, status)
    assert answer.words == words
    assert answer.lets_in == (verdict is Verdict.ADMITTED)


def test_the_second_scan_says_when_and_where_the_first_was() -> None:
    answer = judge(TONIGHT, PresentedTicket(TONIGHT, TicketStatus.USED, FIRST))

    assert answer == Answer(Verdict.ALREADY_USED, TicketStatus.USED, FIRST)


@pytest.mark.parametrize("status", TicketStatus)
def test_another_event_is_told_before_the_status(status: TicketStatus) -> None:
    answer = judge(TONIGHT, PresentedTicket(TOMORROW, status))

    assert (answer.verdict, answer.words) == (Verdict.WRONG_EVENT, "For another event")


def test_an_unknown_ticket_stays_outside() -> None:
    assert judge(TONIGHT, None) == Answer(Verdict.UNKNOWN)
    assert judge(TONIGHT, None).words == "No ticket of ours"


@pytest.mark.parametrize("ticket", [None, PresentedTicket(TONIGHT, TicketStatus.CONFIRMED)])
def test_a_forged_signature_comes_first(ticket: PresentedTicket | None) -> None:
    assert judge(TONIGHT, ticket, genuine=False) == Answer(Verdict.FORGED)


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_words(verdict: Verdict) -> None:
    assert Answer(verdict).words
