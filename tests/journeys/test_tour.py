"""One broker day, end to end: real server, real library, real windows."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from pypdf import PdfReader
from PySide6.QtGui import QImage
from rich.console import Console

from cli.touring import take_tour
from cli.touring.day import curtain_of, next_opening
from tests.databases import RUN_FOLDER

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
KEYS = [
    *("seats_owned", "seats_sold", "bookings", "revenue", "cost", "profit"),
    *("admitted", "refused", "trial_balance", "steps"),
]


@dataclass(frozen=True)
class Toured:
    folder: Path
    said: str

    @property
    def summary(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads((self.folder / "summary.json").read_text("utf-8"))
        return read


def tour(folder: Path) -> Toured:
    said = StringIO()
    take_tour(folder, Console(file=said, width=300))
    return Toured(folder, said.getvalue())


@pytest.fixture(scope="module")
def toured(qapp: object) -> Toured:
    """One tour a run, whichever worker comes first."""
    assert qapp
    run = Path(os.environ[RUN_FOLDER])
    folder, said = run / "made by the tour", run / "tour.txt"
    with FileLock(run / "tour.lock"):
        if not said.exists():
            said.write_text(tour(folder).said, encoding="utf-8")
    return Toured(folder, said.read_text(encoding="utf-8"))


def test_the_summary_has_its_keys(toured: Toured) -> None:
    assert list(toured.summary) == KEYS
    for step in toured.summary["steps"]:
        assert list(step) == ["name", "seconds", "detail"]
        assert step["seconds"] >= 0
        assert step["detail"].endswith(".")


def test_the_figures_add_up(toured: Toured) -> None:
    summary = toured.summary
    revenue, cost, profit = (Decimal(summary[name]) for name in ("revenue", "cost", "profit"))
    assert (summary["seats_owned"], summary["seats_sold"], summary["bookings"]) == (333, 13, 5)
    assert revenue - cost == profit > 0
    assert cost == 9 * Decimal("41.00") + 4 * Decimal("38.50")
    assert (summary["admitted"], summary["refused"]) == (4, 4)
    assert summary["trial_balance"] == "0.00"


@pytest.mark.parametrize(
    ("taken", "opens"),
    [
        ("2026-11-22T21:35+00:00", "2026-11-23T15:00+00:00"),
        ("2026-11-22T09:00+00:00", "2026-11-22T15:00+00:00"),
        ("2026-07-01T13:59+00:00", "2026-07-01T14:00+00:00"),
    ],
)
def test_its_day_is_one_day_whenever_it_is_taken(taken: str, opens: str) -> None:
    opening = next_opening(datetime.fromisoformat(taken))

    assert opening == datetime.fromisoformat(opens)
    assert curtain_of(opening) - opening == timedelta(hours=5)


def test_money_is_written_with_two_decimals(toured: Toured) -> None:
    for name in ("revenue", "cost", "profit", "trial_balance"):
        assert str(toured.summary[name]).rpartition(".")[2].isdecimal()
        assert len(str(toured.summary[name]).rpartition(".")[2]) == 2


def test_the_papers_are_there(toured: Toured) -> None:
    tickets = PdfReader(toured.folder / "tickets.pdf")
    receipt = PdfReader(toured.folder / "receipt.pdf")
    assert len(tickets.pages) == 4
    assert "The Glass Orchard" in tickets.pages[0].extract_text()
    assert "Total" in receipt.pages[0].extract_text()


def test_every_screen_has_a_picture_with_something_on_it(toured: Toured) -> None:
    for name in ("home", "box-office", "event", "purchasing", "door"):
        picture = QImage(str(toured.folder / f"{name}.png"))
        assert (picture.width(), picture.height()) == (1440, 900)
        colours = {picture.pixel(x, y) for x in range(0, 1440, 7) for y in range(0, 900, 7)}
        assert len(colours) > 12


def test_it_is_told_step_by_step(toured: Toured) -> None:
    said = toured.said
    for number, step in enumerate(toured.summary["steps"], start=1):
        assert f"{number:>2}  {step['name']}" in said
        assert step["detail"] in said
    assert "change" in said
    assert "ran out" in said
    assert "Already used" in said
    assert "Held or blocked, not for sale" in said
    assert "Kept for another channel or a presale" in said
    assert "ORCHARD-25 is wrong, ORCHARD-26 is right" in said


def test_a_second_tour_into_the_same_folder_writes_it_anew(toured: Toured, tmp_path: Path) -> None:
    """As a program of its own, at whose end no library may have a complaint."""
    folder = tmp_path / "again"
    shutil.copytree(toured.folder, folder)
    (folder / "summary.json").write_text("{}", encoding="utf-8")

    command = [sys.executable, "-m", "cli.start", "tour", "--out", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    again, first = Toured(folder, done.stdout).summary, toured.summary
    assert [step["name"] for step in again["steps"]] == [step["name"] for step in first["steps"]]
    assert again["profit"] == first["profit"]
