"""Entering the sales that were taken on paper, as an operation of the desk."""

from collections.abc import Sequence
from uuid import UUID

from core.domain.sales.paper import PaperSale
from core.services.sales.paper_sales import record_paper_sales
from desktop.desk import Operation
from desktop.words import count


def enter(sales: Sequence[PaperSale], *, key: UUID) -> Operation[int]:
    """Enter a list into one's own till, all of it or nothing."""
    return Operation(
        lambda work: record_paper_sales(work, sales, key=key),
        said=lambda entered: f"{count(entered, 'sale')} entered.",
        doing="Entering the sales",
    )
