"""When a supplier is to be paid."""

from collections.abc import Mapping
from datetime import date, timedelta

from core.domain.purchasing.states import PaymentTerms

DAYS_TO_PAY: Mapping[PaymentTerms, int] = {
    PaymentTerms.IMMEDIATE: 0,
    PaymentTerms.NET_30: 30,
    PaymentTerms.NET_60: 60,
}


def due_date(confirmed: date, terms: PaymentTerms) -> date:
    """The day by which a confirmed order is to be paid; IMMEDIATE is due that day."""
    return confirmed + timedelta(days=DAYS_TO_PAY[terms])
