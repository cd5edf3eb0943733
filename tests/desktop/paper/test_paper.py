"""Maps on paper: what is drawn where, in every form, and how many pages it takes."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from core.domain.venues.extras import Background
from core.services.files import FileNotWritten
from desktop.paper.drawing import draw_map
from desktop.paper.files import save_sheet
from desktop.paper.guests import guest_lines
from desktop.paper.pages import Tiles
from desktop.paper.sheet import Guest, MapSheet, venue_sheet
from desktop.pictures import Picture
from desktop.widgets.seat_map import SeatMapPlan, SeatStatus
from desktop.widgets.seat_map.color_modes import PLAIN
from desktop.widgets.seat_map.colors import LIGHT, mixed
from tests.desktop.painted import RED, quarters
from tests.desktop.widgets.seat_map_house import SEATS, STALLS_SEATS, house

pytestmark = pytest.mark.usefixtures("dressed")
ANNA = Guest("Anna Byrne", "B-2026-AAAAA", (0, 1, 2, 12))
BEN = Guest("Walk-up", "B-2026-BBBBB", (3,))


@pytest.fixture
def plan(dressed: QApplication) -> SeatMapPlan:
    del dressed
    return house()


@pytest.fixture
def sheet(plan: SeatMapPlan) -> MapSheet:
    status = np.full(SEATS, SeatStatus.AVAILABLE, np.uint8)
    status[:STALLS_SEATS] = SeatStatus.SOLD
    return MapSheet(plan, "Giselle", ("House of Giselle", "Friday 20:00"), PLAIN, status)


def pdf(sheet: MapSheet, folder: Path, tiles: Tiles = Tiles()) -> PdfReader:  # noqa: B008
    save_sheet(sheet, folder / "map.pdf", tiles)
    return PdfReader(BytesIO((folder / "map.pdf").read_bytes()))


def test_a_seat_lies_where_the_plan_says_in_its_status_colour(sheet: MapSheet) -> None:
    left, top, right, bottom = sheet.plan.bounds
    image = QImage(round(right - left) * 4, round(bottom - top) * 4, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_map(painter, sheet, QRectF(0, 0, image.width(), image.height()))
    painter.end()

    def color(rank: int) -> QColor:
        x, y = float(sheet.plan.x[rank]) - left, float(sheet.plan.y[rank]) - top
        # Between the number and the edge.
        return image.pixelColor(round(x * 4), round(y * 4 - 6.2 * 4))

    assert color(4).name() == LIGHT.sold
    assert color(STALLS_SEATS + 4).name() == LIGHT.available


def over(sheet: MapSheet, laid: Background) -> MapSheet:
    """The sheet over a picture of four colours."""
    plan = replace(sheet.plan, background=laid)
    return replace(sheet, plan=plan, picture=Picture.of(quarters()))


def test_a_background_lies_where_the_plan_has_it_as_strong_as_it_is_told(sheet: MapSheet) -> None:
    left, top, right, _ = sheet.plan.bounds
    pictured = over(sheet, Background("p", left - 10, top - 10, right - left + 20, 0.5))
    frame = pictured.frame
    assert (frame.left(), frame.top(), frame.right()) == (left - 10, top - 10, right + 10)

    image = QImage(frame.size().toSize() * 4, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_map(painter, pictured, QRectF(image.rect()))
    painter.end()

    half = mixed(RED, "#ffffff", 0.5)
    drawn = image.pixelColor(12, 12)
    assert abs(drawn.red() - half.red()) < 3
    assert abs(drawn.green() - half.green()) < 3
    seat = sheet.plan.x[STALLS_SEATS] - frame.left(), sheet.plan.y[STALLS_SEATS] - frame.top()
    assert image.pixelColor(round(seat[0] * 4), round(seat[1] * 4 - 6.2 * 4)).name() == (
        LIGHT.available
    )


def test_of_a_large_background_only_what_is_near_the_plan_is_drawn(sheet: MapSheet) -> None:
    left, top, right, bottom = sheet.plan.bounds
    longest = max(right - left, bottom - top)

    frame = over(sheet, Background("p", -9_000, -9_000, 20_000, 0.5)).frame

    assert frame.left() == pytest.approx(left - 0.2 * longest)
    assert frame.bottom() == pytest.approx(bottom + 0.2 * longest)
    assert over(sheet, Background("p", 9_000, 0, 10, 0.5)).ground is None


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_background_goes_into_every_form(sheet: MapSheet, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"map.{suffix}"
    save_sheet(over(sheet, Background("p", -20, -120, 250, 0.5)), file)

    drawn = file.read_bytes()
    save_sheet(sheet, file)
    assert drawn != file.read_bytes()
    marks = {"svg": b"<image", "pdf": b"/Subtype /Image", "png": b"\x89PNG"}
    assert marks[suffix] in drawn


def test_tiles_share_one_background(sheet: MapSheet, tmp_path: Path) -> None:
    pictured = over(sheet, Background("p", -20, -120, 250, 0.5))
    images = [page.images for page in pdf(pictured, tmp_path, Tiles(2, 2)).pages]

    assert [len(found) for found in images] == [1, 1, 1, 1]
    assert (tmp_path / "map.pdf").read_bytes().count(b"/Subtype /Image") == 1


def test_the_legend_counts_what_the_seats_wear(sheet: MapSheet) -> None:
    assert [(entry.words, count) for entry, count in sheet.worn()] == [
        ("Available", SEATS - STALLS_SEATS),
        ("Sold", STALLS_SEATS),
    ]


def test_an_empty_house_shows_its_seats_by_type(plan: SeatMapPlan) -> None:
    sheet = venue_sheet(plan, "Studio")

    assert sheet.lines == ("56 seats in 2 sections",)
    assert [(entry.words, count) for entry, count in sheet.worn()] == [
        ("Seat", SEATS - 2),
        ("Wheelchair place", 1),
        ("Companion seat", 1),
    ]


def test_a_pdf_holds_its_words(sheet: MapSheet, tmp_path: Path) -> None:
    [page] = pdf(sheet, tmp_path).pages
    assert page.mediabox.height == pytest.approx(842, abs=2)


@pytest.mark.parametrize(("tiles", "pages"), [(Tiles(), 1), (Tiles(2, 2), 4), (Tiles(3, 1), 3)])
def test_a_large_map_lies_on_tiles(
    sheet: MapSheet, tmp_path: Path, tiles: Tiles, pages: int
) -> None:
    assert len(pdf(sheet, tmp_path, tiles).pages) == pages


def test_a_wide_map_lies_across(sheet: MapSheet, tmp_path: Path) -> None:
    [first, *_] = pdf(sheet, tmp_path, Tiles(1, 3)).pages

    assert first.mediabox.width > first.mediabox.height


def test_guests_are_listed_by_row_and_seat(sheet: MapSheet, tmp_path: Path) -> None:
    full = MapSheet(sheet.plan, "Giselle", (), PLAIN, sheet.status, (BEN, ANNA))

    assert guest_lines(full) == [
        ("Stalls, row A", "", True),
        ("1, 2, 3", "Anna Byrne  B-2026-AAAAA", False),
        ("4", "Walk-up  B-2026-BBBBB", False),
        ("Stalls, row B", "", True),
        ("3", "Anna Byrne  B-2026-AAAAA", False),
    ]
    assert len(pdf(full, tmp_path).pages) == 2


def test_many_guests_take_as_many_pages_as_they_need(sheet: MapSheet, tmp_path: Path) -> None:
    guests = tuple(Guest(f"Guest {n}", "B", (n % SEATS,)) for n in range(300))
    full = MapSheet(sheet.plan, "Giselle", (), PLAIN, sheet.status, guests)

    assert len(pdf(full, tmp_path).pages) == 4


def test_a_drawing_is_svg_with_every_seat(sheet: MapSheet, tmp_path: Path) -> None:
    save_sheet(sheet, tmp_path / "map.svg")

    drawn = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert "<title>Giselle</title>" in drawn
    for color in (LIGHT.sold, LIGHT.available):
        assert re.search(f'fill="{color}"', drawn)
    assert "Stage" in drawn


def test_a_picture_is_as_high_as_the_map_needs(sheet: MapSheet, tmp_path: Path) -> None:
    save_sheet(sheet, tmp_path / "map.png")

    image = QImage(str(tmp_path / "map.png"))
    left, top, right, bottom = sheet.plan.bounds
    assert image.width() == 3200
    assert image.height() > 3200 * 0.9 * (bottom - top) / (right - left)


def test_another_suffix_is_refused(sheet: MapSheet, tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten) as refused:
        save_sheet(sheet, tmp_path / "map.bmp")

    assert refused.value.reason == "a map's file ends in .png, .svg, .pdf"


def test_a_folder_that_is_not_there_is_refused(sheet: MapSheet, tmp_path: Path) -> None:
    with pytest.raises(FileNotWritten) as refused:
        save_sheet(sheet, tmp_path / "none" / "map.png")

    assert refused.value.reason == "no such file or directory"
