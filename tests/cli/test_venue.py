import json
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from core.domain.venues.editing.house import set_background
from core.domain.venues.extras import Background
from core.domain.venues.plan_writing import write_plan
from tests.cli.conftest import Parterre
from tests.databases import TestDatabase
from tests.desktop.painted import RED, data_uri, quarters
from tests.services.plans import grid_plan


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    file = tmp_path / "studio.json"
    file.write_text(write_plan(grid_plan("Studio")), encoding="utf-8")
    return file


@pytest.mark.usefixtures("as_manager")
def test_a_plan_is_imported_and_counted(parterre: Parterre, plan: Path) -> None:
    result = parterre("venue", "import", plan)
    assert result.stdout == "Studio: 20 seats in 4 rows and 2 sections.\n"
    assert result.exit_code == 0


@pytest.mark.usefixtures("as_manager")
@pytest.mark.parametrize("suffix", [".json", ".csv", ".xlsx", ".svg"])
def test_a_plan_comes_back_out_as_it_went_in(
    parterre: Parterre, plan: Path, tmp_path: Path, suffix: str
) -> None:
    parterre("venue", "import", plan)
    exported = tmp_path / f"Out again{suffix}"
    result = parterre("venue", "export", "studio", exported)
    assert result.stdout.startswith("Studio: 20 seats in 4 rows and 2 sections in ")
    again = parterre("venue", "import", exported, "--name", "Second")
    assert again.stdout == "Second: 20 seats in 4 rows and 2 sections.\n"


@pytest.mark.usefixtures("as_manager")
def test_a_plan_becomes_the_next_version_of_a_venue(
    parterre: Parterre, plan: Path, tmp_path: Path
) -> None:
    smaller = tmp_path / "smaller.json"
    smaller.write_text(write_plan(grid_plan("Studio", seats=4)), encoding="utf-8")
    parterre("venue", "import", plan)

    result = parterre("venue", "import", smaller, "--venue", "studio", "--note", "Fewer seats")

    assert result.stdout.splitlines() == [
        "Studio, version 2: 16 seats in 4 rows and 2 sections.",
        "Seats of version 1 that it does not have: 4.",
    ]
    listed = parterre("venue", "list").stdout
    assert listed.startswith("Studio: 16 seats in 2 sections, version 2 of 20")
    second, first = parterre("venue", "versions", "studio").stdout.splitlines()
    assert second.startswith("Version 2: 16 seats in 4 rows and 2 sections; 20")
    assert second.endswith("by Manager; 0 events; Fewer seats.")
    assert first.startswith("Version 1: 20 seats")


@pytest.mark.usefixtures("as_manager")
def test_one_of_a_thing_is_no_plural(parterre: Parterre, tmp_path: Path) -> None:
    one = tmp_path / "one.csv"
    one.write_text("section,row,seat\nPit,A,1\n", encoding="utf-8")

    imported = parterre("venue", "import", one, "--name", "Box")
    listed = parterre("venue", "list")

    assert imported.stdout == "Box: 1 seat in 1 row and 1 section.\n"
    assert listed.stdout.startswith("Box: 1 seat in 1 section, version 1 of 20")


@pytest.mark.usefixtures("as_manager")
def test_a_former_version_comes_out_too(parterre: Parterre, plan: Path, tmp_path: Path) -> None:
    parterre("venue", "import", plan)
    parterre("venue", "import", plan, "--venue", "Studio")
    exported = tmp_path / "first.json"

    result = parterre("venue", "export", "Studio", exported, "--version", "1")
    missing = parterre("venue", "export", "Studio", exported, "--version", "9")

    assert result.exit_code == 0
    assert json.loads(exported.read_text("utf-8")) == json.loads(plan.read_text("utf-8"))
    assert (missing.exit_code, "version 9" in missing.stderr) == (1, True)


@pytest.mark.usefixtures("as_manager")
def test_a_csv_is_called_after_its_file(parterre: Parterre, tmp_path: Path) -> None:
    file = tmp_path / "Old_Mill.csv"
    file.write_text("section,row,seat\nStalls,A,1\nStalls,A,2\n", encoding="utf-8")
    assert parterre("venue", "import", file).stdout.startswith("Old Mill: 2 seats")


@pytest.mark.usefixtures("as_manager")
def test_a_taken_name_is_refused(parterre: Parterre, plan: Path) -> None:
    parterre("venue", "import", plan)
    result = parterre("venue", "import", plan)
    assert result.exit_code == 1
    assert "Another venue is called Studio" in result.stderr


@pytest.mark.parametrize(
    ("content", "reason"),
    [("{", "JSON"), (json.dumps({"zones": []}), "name"), (None, "no such file")],
)
def test_an_unusable_file_is_refused_with_its_reason(
    parterre: Parterre, tmp_path: Path, content: str | None, reason: str
) -> None:
    file = tmp_path / "plan.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    result = parterre("venue", "import", file)
    assert result.exit_code == 1
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("as_manager")
def test_an_unknown_venue_is_refused(parterre: Parterre, tmp_path: Path) -> None:
    result = parterre("venue", "export", "Old Mill", tmp_path / "out.json")
    assert (result.exit_code, result.stderr) == (1, "No venue Old Mill in this agency.\n")


def test_a_wrong_password_is_refused(
    parterre: Parterre, plan: Path, as_manager: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert as_manager.name
    monkeypatch.setenv("PARTERRE_PASSWORD", "wrong")
    result = parterre("venue", "import", plan)
    assert (result.exit_code, result.stderr) == (1, "This login and password don't match.\n")


def test_a_server_away_is_an_outage(
    parterre: Parterre, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTERRE_DATABASE_URL", "postgresql://127.0.0.1:1/parterre")
    monkeypatch.setenv("PARTERRE_LOGIN", "u_manager")
    result = parterre("venue", "import", plan)
    assert result.exit_code == 2
    assert "can't be reached" in result.stderr


@pytest.mark.parametrize("address", ["no address", "mysql://server/db", "://"])
def test_an_unreadable_address_is_refused(
    parterre: Parterre, plan: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("PARTERRE_DATABASE_URL", address)
    result = parterre("venue", "import", plan)
    assert result.exit_code == 1
    assert "PARTERRE_DATABASE_URL is not an address" in result.stderr


def test_on_a_server_one_says_who_one_is(
    parterre: Parterre, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTERRE_DATABASE_URL", "postgresql://server.example.org/parterre")
    monkeypatch.delenv("PARTERRE_LOGIN", raising=False)
    result = parterre("venue", "import", plan)
    assert result.exit_code == 1
    assert "PARTERRE_LOGIN and PARTERRE_PASSWORD" in result.stderr


@pytest.mark.usefixtures("as_manager")
@pytest.mark.parametrize(
    ("suffix", "head"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")]
)
def test_a_map_is_rendered_by_its_suffix(
    parterre: Parterre, plan: Path, tmp_path: Path, suffix: str, head: bytes
) -> None:
    parterre("venue", "import", plan)
    file = tmp_path / f"map.{suffix}"

    result = parterre("venue", "render", "studio", file)

    assert result.stdout == f"Studio: 20 seats drawn in {file}.\n"
    assert file.read_bytes().startswith(head)


@pytest.mark.usefixtures("as_manager")
def test_a_map_is_rendered_over_its_background_or_without(
    parterre: Parterre, tmp_path: Path
) -> None:
    laid = Background("", -20, -20, 1_100, 1.0)
    plan = set_background(grid_plan("Studio"), laid, data_uri(quarters())).plan
    (tmp_path / "studio.json").write_text(write_plan(plan), encoding="utf-8")
    parterre("venue", "import", tmp_path / "studio.json")

    def reds(*more: str) -> int:
        parterre("venue", "render", "studio", tmp_path / "map.png", *more)
        drawn = QImage(str(tmp_path / "map.png")).scaledToWidth(200)
        places = product(range(drawn.width()), range(drawn.height()))
        return sum(drawn.pixelColor(x, y) == QColor(RED) for x, y in places)

    assert reds() > 500
    assert reds("--no-background") == 0


@pytest.mark.usefixtures("as_manager")
def test_a_map_in_another_form_is_refused(parterre: Parterre, plan: Path, tmp_path: Path) -> None:
    parterre("venue", "import", plan)

    result = parterre("venue", "render", "studio", tmp_path / "map.gif")

    assert result.exit_code == 1
    assert "a map's file ends in .png, .svg, .pdf" in result.stderr
