"""Plans as files: the suffix says the form, and every form gives the same seats back."""

from datetime import date
from pathlib import Path

import pytest

from core.domain.venues.plan import Plan, PlanRefused
from core.domain.venues.seating import derive_seats
from core.services.venues.plan_files import (
    SUFFIXES,
    FileUnusable,
    read_plan_file,
    write_plan_file,
)
from core.services.workbooks import write_sheet
from resources import demo

THEATRE = Path(demo.__file__).parent / "venues" / "theatre.json"


def seats(plan: Plan) -> set[tuple[object, ...]]:
    return {
        (one.section, one.row, one.number, one.x, one.y, one.seat_type, one.position)
        for one in derive_seats(plan)
    }


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_house_is_the_same_in_every_form(tmp_path: Path, suffix: str) -> None:
    house = read_plan_file(THEATRE)
    file = tmp_path / f"The_house{suffix.upper()}"

    write_plan_file(house, file)
    back = read_plan_file(file)

    assert seats(back) == seats(house)
    assert back.name == (house.name if suffix in {".json", ".svg"} else "The house")


def test_numbers_of_a_workbook_are_read_as_they_look(tmp_path: Path) -> None:
    rows = [("Section", "Row", "Seat"), ("A", 1.0, 12), ("A", 1, "12a"), (None, None, None)]
    (tmp_path / "list.xlsx").write_bytes(write_sheet("Seats", rows))

    plan = read_plan_file(tmp_path / "list.xlsx", name="Hall")

    assert plan.name == "Hall"
    assert [(one.row, one.number) for one in derive_seats(plan)] == [("1", "12"), ("1", "12a")]


def test_a_row_of_a_workbook_is_named_when_it_is_refused(tmp_path: Path) -> None:
    rows = [("section", "row", "seat"), ("A", 1, 1), ("A", None, 2)]
    (tmp_path / "list.xlsx").write_bytes(write_sheet("Seats", rows))

    with pytest.raises(PlanRefused) as refused:
        read_plan_file(tmp_path / "list.xlsx")

    assert refused.value.place == "line 3, row"


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (date(2026, 1, 2), "the workbook took a name for a date; format its cells as text"),
        ("#REF!", "a formula of the workbook gives #REF! here"),
        ("=A1", "a name is needed here, this one is empty"),
    ],
)
def test_a_cell_that_is_no_name_is_refused(tmp_path: Path, cell: object, reason: str) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(write_sheet("Seats", [("section", "row", "seat"), ("A", cell, 1)]))

    with pytest.raises(PlanRefused) as refused:
        read_plan_file(file)

    assert refused.value.place.startswith("line 2")
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("plan.xlsx", b"no workbook", "it is no XLSX workbook"),
        ("plan.dwg", b"", "a plan's file ends in .json, .csv, .xlsx, .svg"),
        ("plan", b"{}", "a plan's file ends in .json, .csv, .xlsx, .svg"),
    ],
)
def test_a_file_of_another_kind_is_refused(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(FileUnusable) as refused:
        read_plan_file(file)

    assert (refused.value.file, refused.value.reason) == (file, reason)


def test_a_missing_file_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnusable):
        read_plan_file(tmp_path / "none.json")
    with pytest.raises(FileUnusable):
        write_plan_file(read_plan_file(THEATRE), tmp_path / "no folder" / "plan.json")
