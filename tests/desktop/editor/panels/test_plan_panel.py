"""What belongs to the whole plan: set, refused, undone; categories, floors, background."""

from base64 import b64decode
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from core.domain.venues.extras import (
    background_of,
    floors_of,
    grid_of,
    licence_of,
    pictures_of,
    wheelchair_share_of,
)
from core.domain.venues.plan import Extent, Plan, Point
from desktop.editor.document import PlanDocument
from desktop.editor.panels.plan_panel import PlanPanel
from tests.desktop.editor.house import house

Write = Callable[[QLineEdit, str], None]


@pytest.mark.parametrize(
    ("typed", "read", "value"),
    [
        (("Name", "Opera"), lambda plan: plan.name, "Opera"),
        (("Width", "900"), lambda plan: plan.size, Extent(900, 900)),
        (("Licensed for", "1,200"), licence_of, 1_200),
        (("Wheelchairs, %", "1.5 %"), wheelchair_share_of, 0.015),
        (("Focal point X", "108"), lambda plan: plan.focal_point, Point(108, -90)),
    ],
)
def test_value_of_the_plan_is_typed_and_undone(
    document: PlanDocument,
    plan_panel: PlanPanel,
    write: Write,
    typed: tuple[str, str],
    read: Callable[[Plan], object],
    value: object,
) -> None:
    title, text = typed
    write(plan_panel.house.fields[title], text)

    assert read(document.plan) == value
    document.undo_stack.undo()
    assert document.plan == house()


def test_licence_of_words_is_refused_in_place(
    document: PlanDocument, plan_panel: PlanPanel, write: Write
) -> None:
    write(plan_panel.house.fields["Licensed for"], "many")

    assert plan_panel.banner.text == "Licence: “many” is no whole number."
    assert document.plan == house()


def test_emptied_size_is_as_large_as_the_drawing(
    document: PlanDocument, plan_panel: PlanPanel, write: Write
) -> None:
    write(plan_panel.house.fields["Width"], "900")
    plan_panel.refresh()
    write(plan_panel.house.fields["Height"], "600")
    assert document.plan.size == Extent(900, 600)
    plan_panel.refresh()

    write(plan_panel.house.fields["Height"], "")

    assert document.plan.size is None


def test_category_is_added_recoloured_renamed_and_taken_out(
    document: PlanDocument, plan_panel: PlanPanel, write: Write
) -> None:
    panel = plan_panel.categories
    write(panel.new, "Box")
    plan_panel.refresh()
    assert [line.name.text() for line in panel.lines] == ["Standard", "VIP", "Box"]
    assert panel.new.text() == ""

    panel.lines[1].color.menu().actions()[1].trigger()
    write(panel.lines[1].name, "Royal")
    (royal,) = [one for one in document.plan.categories if one.name == "Royal"]
    assert royal.color == "#0072b2"
    plan_panel.refresh()
    panel.lines[1].remove.menu().actions()[1].trigger()

    assert [one.name for one in document.plan.categories] == ["Standard", "Box"]
    assert {mark.category for _, _, mark in document.plan.marks()} == {"Standard", "Box"}
    for _ in range(4):
        document.undo_stack.undo()
    assert document.plan == house()


def test_category_of_a_name_that_is_taken_is_refused(
    document: PlanDocument, plan_panel: PlanPanel, write: Write
) -> None:
    write(plan_panel.categories.lines[1].name, "Standard")

    assert plan_panel.banner.text == "Category: there is one called Standard already."
    assert document.plan == house()


def test_floors_are_named_from_the_ground_up(
    document: PlanDocument, plan_panel: PlanPanel, write: Write
) -> None:
    plan_panel.floors.add_button.click()
    write(plan_panel.floors.fields[0], "Stalls")
    plan_panel.refresh()
    plan_panel.floors.add_button.click()
    write(plan_panel.floors.fields[1], "Circle")

    assert floors_of(document.plan) == ("Stalls", "Circle")


def test_grid_is_set(document: PlanDocument, plan_panel: PlanPanel, write: Write) -> None:
    write(plan_panel.grid.fields["Step"], "48")
    plan_panel.grid_snaps.click()
    plan_panel.grid_shown.click()

    grid = grid_of(document.plan)
    assert (grid.step, grid.snaps, grid.shown) == (48, False, False)


def test_picture_to_trace_over_is_loaded_small_enough_placed_and_taken_away(
    document: PlanDocument, plan_panel: PlanPanel, write: Write, tmp_path: Path
) -> None:
    picture = QImage(4_000, 1_000, QImage.Format.Format_ARGB32)
    picture.fill(QColor(0, 90, 120, 128))
    picture.save(str(tmp_path / "ground.png"))

    plan_panel.background.load(tmp_path / "ground.png")
    plan_panel.refresh()
    write(plan_panel.background.fields.fields["Left"], "-50")
    write(plan_panel.background.fields.fields["Opacity, %"], "30")

    background = background_of(document.plan)
    assert background is not None
    assert (background.x, background.opacity) == (-50, 0.3)
    kept = QImage.fromData(_bytes_of(pictures_of(document.plan)[background.picture]))
    assert (kept.width(), kept.height(), kept.hasAlphaChannel()) == (2_400, 600, True)
    plan_panel.background.remove_button.click()
    assert background_of(document.plan) is None
    assert pictures_of(document.plan) == {}


def test_new_category_is_added_by_tabbing_on(document: PlanDocument, plan_panel: PlanPanel) -> None:
    new = plan_panel.categories.new
    new.setFocus()
    QTest.keyClicks(new, "Box")
    QTest.keyClick(new, Qt.Key.Key_Tab)

    assert [one.name for one in document.plan.categories] == ["Standard", "VIP", "Box"]


def _bytes_of(uri: str) -> bytes:
    return b64decode(uri.partition(",")[2])
