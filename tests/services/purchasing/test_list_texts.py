"""A supplier's file as text to correct: what is read from it is what the file says."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from core.services.purchasing.list_files import ListUnreadable, list_as_text


def test_workbook_becomes_a_line_a_row(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    book = Workbook()
    for row in (["Seats for you"], [None], ["Section", "Row", "Seat"], ["Stalls", "C", 14]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(file)

    assert list_as_text(file).splitlines() == [
        "Seats for you",
        "",
        "Section\tRow\tSeat",
        "Stalls\tC\t14",
    ]


def test_text_is_taken_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes("\ufeffReihe;Platz\nÖ;1".encode())

    assert list_as_text(file) == "Reihe;Platz\nÖ;1"


@pytest.mark.parametrize("name", ["list.xlsx", "missing.csv"])
def test_unreadable_file_is_refused_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "list.xlsx").write_bytes(b"no workbook")

    with pytest.raises(ListUnreadable) as refused:
        list_as_text(tmp_path / name)

    assert refused.value.file.name == name
