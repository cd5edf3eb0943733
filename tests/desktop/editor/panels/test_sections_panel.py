"""The list of sections: selecting, opening, hiding, locking, ordering, renaming, floors."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from core.domain.venues.editing.house import set_floors
from core.domain.venues.editing.places import Edited, SeatAt, ZoneAt
from core.domain.venues.editing.sections import set_layer, set_level
from core.domain.venues.extras import is_hidden, is_locked
from desktop.editor.document import PlanDocument
from desktop.editor.panels.section_table import FLOOR, LOCKED, NAME, PLACES, SEEN
from desktop.editor.panels.sections import SectionsPanel
from desktop.editor.view import EditorView
from tests.desktop.editor.hand import ALT, CONTROL, LEFT, NONE
from tests.desktop.editor.house import house


def texts(panel: SectionsPanel, column: int) -> list[str]:
    model = panel.model
    return [str(model.data(model.index(line, column))) for line in range(model.rowCount())]


def names(document: PlanDocument) -> list[str]:
    return [zone.name for zone in document.plan.zones]


def middle(panel: SectionsPanel, line: int, column: int = NAME) -> QPoint:
    return panel.table.visualRect(panel.model.index(line, column)).center()


def level_in_sight(view: EditorView) -> int | None:
    return view.shown.level


def click(panel: SectionsPanel, line: int, column: int = NAME) -> None:
    QTest.mouseClick(panel.table.viewport(), LEFT, NONE, middle(panel, line, column))


def two_floors(document: PlanDocument) -> None:
    named = set_floors(document.plan, ["Stalls", "Circle"]).plan
    document.apply("Floors", set_level(named, frozenset({ZoneAt(1)}), 1))


def test_sections_are_listed_with_floors_and_places(
    document: PlanDocument, sections: SectionsPanel
) -> None:
    two_floors(document)
    sections.refresh()

    assert texts(sections, NAME) == ["Stalls", "Circle", "Stage"]
    assert texts(sections, FLOOR) == ["Stalls", "Circle", "Stalls"]
    assert texts(sections, PLACES) == ["40", "16", "0"]


def test_click_selects_on_the_canvas_and_back(
    document: PlanDocument, sections: SectionsPanel
) -> None:
    click(sections, 1)
    assert document.selection == {ZoneAt(1)}

    document.select(frozenset({ZoneAt(0), ZoneAt(2)}))
    sections.refresh()
    assert sections.chosen() == {ZoneAt(0), ZoneAt(2)}

    document.select(frozenset({SeatAt(0, 0, 0)}))
    sections.refresh()
    assert sections.chosen() == frozenset()
    assert document.selection == {SeatAt(0, 0, 0)}


def test_double_click_opens_the_section(view: EditorView, sections: SectionsPanel) -> None:
    click(sections, 1)
    QTest.mouseDClick(sections.table.viewport(), LEFT, NONE, middle(sections, 1))

    assert view.opened_zone() == ZoneAt(1)


@pytest.mark.parametrize(("column", "is_so"), [(SEEN, is_hidden), (LOCKED, is_locked)])
def test_eye_and_lock_are_clicked_on_and_off(
    document: PlanDocument, sections: SectionsPanel, column: int, is_so: object
) -> None:
    assert callable(is_so)
    click(sections, 1, column)
    assert [is_so(zone) for zone in document.plan.zones] == [False, True, False]

    click(sections, 1, column)
    assert document.plan == house()


def test_several_are_hidden_and_locked_by_keys(
    document: PlanDocument, sections: SectionsPanel
) -> None:
    document.select(frozenset({ZoneAt(0), ZoneAt(1)}))
    sections.refresh()
    sections.table.setFocus()

    QTest.keyClick(sections.table, Qt.Key.Key_H, CONTROL)
    QTest.keyClick(sections.table, Qt.Key.Key_L, CONTROL)

    assert [is_hidden(zone) for zone in document.plan.zones] == [True, True, False]
    assert [is_locked(zone) for zone in document.plan.zones] == [True, True, False]
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan == house()


def test_order_is_changed_and_the_selection_goes_along(
    document: PlanDocument, sections: SectionsPanel
) -> None:
    click(sections, 0)

    QTest.keyClick(sections.table, Qt.Key.Key_Down, ALT)

    assert names(document) == ["Circle", "Stalls", "Stage"]
    assert document.selection == {ZoneAt(1)}
    assert texts(sections, NAME) == ["Circle", "Stalls", "Stage"]
    document.undo_stack.undo()
    assert document.plan == house()
    assert document.selection == {ZoneAt(0)}


def test_section_is_renamed_in_the_list(document: PlanDocument, sections: SectionsPanel) -> None:
    click(sections, 1)

    rename(sections, "Balcony")

    assert names(document) == ["Stalls", "Balcony", "Stage"]
    document.undo_stack.undo()
    assert document.plan == house()


def test_name_that_doubles_seats_is_refused_in_place(
    document: PlanDocument, sections: SectionsPanel
) -> None:
    click(sections, 1)

    rename(sections, "Stalls")

    assert document.plan == house()
    assert sections.banner.text.startswith("These names would be given twice")
    assert texts(sections, NAME)[1] == "Circle"


def test_one_floor_is_brought_into_sight(
    document: PlanDocument, view: EditorView, sections: SectionsPanel
) -> None:
    two_floors(document)
    sections.refresh()
    sections.floor.setFocus()

    QTest.keyClicks(sections.floor, "C")
    QTest.keyClick(sections.floor, Qt.Key.Key_Return)
    sections.refresh()

    assert level_in_sight(view) == 1
    assert texts(sections, NAME) == ["Circle"]
    document.undo_stack.undo()
    sections.refresh()
    sections.refresh()
    assert level_in_sight(view) is None
    assert texts(sections, NAME) == ["Stalls", "Circle", "Stage"]


def test_sections_are_put_on_another_floor(document: PlanDocument, sections: SectionsPanel) -> None:
    two_floors(document)
    sections.refresh()
    click(sections, 0)
    sections.refresh()
    sections.put_on.setFocus()

    QTest.keyClicks(sections.put_on, "C")
    QTest.keyClick(sections.put_on, Qt.Key.Key_Return)

    assert [zone.level for zone in document.plan.zones] == [1, 1, 0]


def test_layer_selects_its_sections(document: PlanDocument, sections: SectionsPanel) -> None:
    layered = set_layer(document.plan, frozenset({ZoneAt(0), ZoneAt(2)}), "Summer")
    document.apply("Layer", Edited(layered.plan))
    sections.refresh()
    sections.layer.setFocus()

    QTest.keyClicks(sections.layer, "S")
    QTest.keyClick(sections.layer, Qt.Key.Key_Return)

    assert document.selection == {ZoneAt(0), ZoneAt(2)}


def rename(panel: SectionsPanel, name: str) -> None:
    panel.table.setFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QApplication.processEvents()  # the list takes what its editor holds a moment later
