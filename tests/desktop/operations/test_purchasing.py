"""A delivery's receipt: whole, or a refusal in words."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from core.services.files import FileNotWritten
from core.services.purchasing.queries import one_order
from core.services.work import Work
from db.models import PurchaseOrder
from desktop.operations.purchasing import draw_receipt
from tests.factories import stocked_event


def drawn(work: Work, folder: Path) -> Path:
    """The receipt of the only delivery that there is."""
    stocked_event(work.session)
    order = work.session.scalars(select(PurchaseOrder)).one()
    (delivery,) = one_order(work.session, order.id).deliveries
    return draw_receipt(delivery, folder)(work.session)


def test_a_receipt_is_named_after_its_delivery(work: Work, tmp_path: Path) -> None:
    file = drawn(work, tmp_path / "papers")

    number = file.name.removesuffix(" receipt.pdf")
    assert number in PdfReader(file).pages[0].extract_text()


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_no_half_receipt_and_is_told(work: Work, tmp_path: Path) -> None:
    folder = tmp_path / "papers"

    with pytest.raises(FileNotWritten) as refused:
        drawn(work, folder)

    assert refused.value.file.parent == folder
    assert list(folder.iterdir()) == []
