"""Workbooks from anywhere: the first sheet's rows, or why the file can't be read."""

import io
from contextlib import suppress
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from core.services.workbooks import MOST_ROWS, NotAWorkbook, read_sheet, write_sheet

SHEET = "xl/worksheets/sheet1.xml"
ROWS = [("section", "row", "seat"), *(("Stalls", "A", number) for number in range(1, 9))]


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return write_sheet("Seats", ROWS)


def with_part(workbook: bytes, name: str, content: bytes | None) -> bytes:
    """The workbook with one of its parts replaced, or left out."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(workbook)) as parts, ZipFile(out, "w", ZIP_DEFLATED) as changed:
        for part in parts.namelist():
            if part != name:
                changed.writestr(part, parts.read(part))
        if content is not None:
            changed.writestr(name, content)
    return out.getvalue()


def sheet_of(inside: bytes) -> bytes:
    names = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (names, inside)


def refusal(content: bytes) -> str:
    with pytest.raises(NotAWorkbook) as refused:
        list(read_sheet(content))
    return str(refused.value)


def test_rows_come_back_as_they_were_written(workbook: bytes) -> None:
    assert list(read_sheet(workbook)) == ROWS


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    assert refusal(content) in {"it is no XLSX workbook", "the workbook is damaged"}


@pytest.mark.parametrize("content", [None, b"", b"<a><b></a>"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml"])
def test_a_workbook_without_a_part_is_damaged(
    workbook: bytes, part: str, content: bytes | None
) -> None:
    assert refusal(with_part(workbook, part, content)) == "the workbook is damaged"


def test_the_last_good_row_before_the_damage_is_named(workbook: bytes) -> None:
    half = sheet_of(b'<row><c><v>1</v></c></row><row><c t="s"><v>99</v></c></row>')

    assert refusal(with_part(workbook, SHEET, half)) == "the workbook is damaged after row 1"


def test_bytes_changed_anywhere_are_read_or_refused(workbook: bytes) -> None:
    chance = Random(7)
    for _ in range(300):
        changed = bytearray(workbook)
        for _ in range(chance.choice([1, 2, 5, 20])):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        with suppress(NotAWorkbook):
            list(read_sheet(bytes(changed)))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_half_a_workbook_is_refused(workbook: bytes, share: float) -> None:
    assert refusal(workbook[: int(len(workbook) * share)]) == "it is no XLSX workbook"


def test_a_file_that_unpacks_to_far_more_is_refused_before_it_does(workbook: bytes) -> None:
    bomb = with_part(workbook, SHEET, sheet_of(b" " * 30_000_000))

    assert len(bomb) < 100_000
    assert refusal(bomb) == "it unpacks to 28 MB, more than any list of seats"


def test_an_entity_bomb_is_refused(workbook: bytes) -> None:
    inner = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 9))
    cell = b'<row><c t="inlineStr"><is><t>&e8;</t></is></c></row>'
    bomb = b'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">%s]>%s' % (inner, sheet_of(cell))

    assert refusal(with_part(workbook, SHEET, bomb)) == "the workbook is damaged"


def test_a_row_that_claims_to_be_far_below_is_refused(workbook: bytes) -> None:
    far = sheet_of(b'<row r="99999999999"><c r="A1"><v>1</v></c></row>')

    said = refusal(with_part(workbook, SHEET, far))

    assert said == f"its sheet has more than {MOST_ROWS:,} rows"


def test_a_cell_that_claims_to_be_far_right_makes_no_wide_rows(workbook: bytes) -> None:
    wide = b'<row><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>'

    (row,) = read_sheet(with_part(workbook, SHEET, sheet_of(wide)))

    assert row[0] == 1
    assert len(row) <= 256
