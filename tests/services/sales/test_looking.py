"""A look at seats: planned once, whoever wants whichever."""

from sqlalchemy import text

from core.domain.sales.states import HowSold
from core.services.sales.looking import Wish, look_at
from tests.services.sales.conftest import Counter

_AS_IT_COMES = text("SET LOCAL plan_cache_mode = auto")
_PLANS = text(
    "SELECT custom_plans, generic_plans FROM pg_prepared_statements"
    " WHERE statement LIKE '%AS event_status%'"
)
_TRIED = 5
"""PostgreSQL plans for the values themselves so often before it compares."""


def test_look_is_not_planned_for_each_customer(counter: Counter) -> None:
    session = counter.work.session
    session.execute(_AS_IT_COMES)
    for seat in counter.seats(*range(8)):
        wish = Wish(counter.event_id, [seat], None, HowSold(), counter.work.now)
        assert [seen.id for seen in look_at(session, wish).seats] == [seat]

    custom, generic = session.execute(_PLANS).one()
    assert custom <= _TRIED
    assert generic >= 8 - _TRIED
