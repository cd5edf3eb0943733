"""A till that is opened day after day over one connection, as on a workstation that stays on."""

from decimal import Decimal

from core.domain.money import Money
from core.domain.staff import Role
from core.services.payments.till import close_till, open_till
from core.services.work import new_key
from tests.conftest import WorkAs


def test_a_till_opens_as_often_as_its_statement_is_prepared(work_as: WorkAs) -> None:
    float_of = Money(Decimal("50.00"), "EUR")
    with work_as(Role.BOX_OFFICE) as work:
        for _ in range(12):
            shift = open_till(work, "Till 1", float_of, key=new_key())
            close_till(work, shift.id, float_of, key=new_key())
            assert shift.expected == float_of
