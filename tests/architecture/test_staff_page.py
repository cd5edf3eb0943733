"""docs/rules/staff.md says which job may do what, and nothing else than the code says."""

from pathlib import Path

from core.domain.staff import JOBS, PERMISSIONS, Permission

PAGE = Path(__file__).parents[2] / "docs" / "rules" / "staff.md"


def test_the_page_of_staff_has_the_whole_matrix() -> None:
    lines = [line.split("|")[1:-1] for line in PAGE.read_text("utf-8").splitlines() if "|" in line]
    written = {cells[0].strip(): [bool(cell.strip()) for cell in cells[1:]] for cells in lines}

    assert {
        permission.value.replace("_", " "): [permission in PERMISSIONS[job] for job in JOBS]
        for permission in Permission
    }.items() <= written.items()
