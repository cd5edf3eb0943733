"""The papers of a sale: both whole, or a refusal in words."""

from errno import EFBIG
from os import strerror
from pathlib import Path

import pytest
from pypdf import PdfReader

from core.domain.staff import Role
from core.services.files import FileNotWritten
from desktop.operations.tickets import Papers, draw_papers
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.services.sold import issue, sold


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "papers"


def drawn(work_as: WorkAs, folder: Path) -> Papers:
    """The papers of two tickets that were just sold."""
    booking = sold(work_as, 0, 1).booking
    issue(work_as, booking, folder.parent / "keys")
    with work_as(Role.BOX_OFFICE) as clerks:
        return draw_papers(booking.id, folder, lambda: NOW)(clerks.session)


def test_both_papers_are_named_after_the_booking(work_as: WorkAs, folder: Path) -> None:
    papers = drawn(work_as, folder)

    assert len(PdfReader(papers.receipt).pages) == 1
    assert set(folder.iterdir()) == {papers.tickets, papers.receipt}


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_no_half_paper_and_is_told(work_as: WorkAs, folder: Path) -> None:
    with pytest.raises(FileNotWritten) as refused:
        drawn(work_as, folder)

    assert refused.value.file.parent == folder
    assert refused.value.reason == strerror(EFBIG).lower()
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_none_is_told(work_as: WorkAs, folder: Path) -> None:
    folder.touch()

    with pytest.raises(FileNotWritten):
        drawn(work_as, folder)
