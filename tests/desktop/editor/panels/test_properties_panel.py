"""Properties of what is selected: shown, mixed, set, refused, undone."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QToolButton

from core.domain.venues.editing.house import set_floors
from core.domain.venues.editing.places import (
    AreaAt,
    Edited,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    point_at,
)
from core.domain.venues.editing.properties import set_category, set_restricted_view
from core.domain.venues.editing.sections import set_locked
from core.domain.venues.extras import entrance_of, pictures_of, restricted_view_of, view_of
from core.domain.venues.states import SeatType
from desktop.desk import Desk
from desktop.editor.document import PlanDocument
from desktop.editor.panels.fields import ChoiceField, ColorField, TextField
from desktop.editor.panels.properties import NOTHING_DRAWN, PropertiesPanel
from desktop.editor.panels.property_table import Group
from tests.desktop.editor.hand import LEFT, NONE
from tests.desktop.editor.house import house
from tests.desktop.late_answers import late_answers

Write = Callable[[QLineEdit, str], None]
SEAT = SeatAt(0, 1, 2)


def choose(document: PlanDocument, panel: PropertiesPanel, selection: set[object]) -> None:
    document.select(frozenset(selection))  # type: ignore[arg-type]
    panel.refresh()


def text_field(panel: PropertiesPanel, group: Group, title: str) -> TextField:
    field = panel.groups[group].fields[title]
    assert isinstance(field, TextField)
    return field


def choice(panel: PropertiesPanel, group: Group, title: str) -> ChoiceField:
    field = panel.groups[group].fields[title]
    assert isinstance(field, ChoiceField)
    return field


def shown_groups(panel: PropertiesPanel) -> list[Group]:
    return [group for group, widget in panel.groups.items() if not widget.isHidden()]


def test_empty_plan_says_how_to_begin(document: PlanDocument, properties: PropertiesPanel) -> None:
    document.apply("Clear", Edited(replace(document.plan, zones=())))
    properties.refresh()

    assert properties.head.text() == NOTHING_DRAWN


@pytest.mark.parametrize(
    ("selection", "groups", "head"),
    [
        (frozenset(), [], "Nothing is selected. Click a section, or drag over seats."),
        (
            frozenset({ZoneAt(0)}),
            [Group.SECTIONS, Group.ROWS, Group.SEATS],
            "1 section, 40 seats",
        ),
        (frozenset({RowAt(0, 0), RowAt(0, 1)}), [Group.ROWS, Group.SEATS], "2 rows, 20 seats"),
        (frozenset({SEAT}), [Group.SEATS], "1 seat"),
        (frozenset({AreaAt(2, 0)}), [Group.AREAS], "1 area"),
        (frozenset({ZoneAt(2)}), [Group.SECTIONS, Group.AREAS], "1 section"),
    ],
)
def test_groups_follow_what_is_selected(
    document: PlanDocument,
    properties: PropertiesPanel,
    selection: Selection,
    groups: list[Group],
    head: str,
) -> None:
    document.select(selection)
    properties.refresh()

    assert shown_groups(properties) == groups
    assert properties.head.text() == head


def test_seat_is_renumbered_and_that_is_undone(
    document: PlanDocument, properties: PropertiesPanel, write: Write
) -> None:
    choose(document, properties, {SEAT})
    field = text_field(properties, Group.SEATS, "Number")
    assert field.text() == "3"

    write(field, "33")

    assert document.plan.zones[0].rows[1].seats[2].number == "33"
    assert document.selection == {SEAT}
    document.undo_stack.undo()
    assert document.plan == house()


def test_differing_values_are_mixed_and_left_alone(
    document: PlanDocument, properties: PropertiesPanel, write: Write
) -> None:
    document.apply("Pillar", set_restricted_view(document.plan, frozenset({SEAT}), "Pillar"))
    before = document.plan
    choose(document, properties, {RowAt(0, 1)})
    field = text_field(properties, Group.SEATS, "Restricted view")
    assert (field.text(), field.placeholderText()) == ("", "Mixed")

    write(field, "")

    assert document.plan is before
    write(field, "Balcony rail")
    row = document.plan.zones[0].rows[1]
    assert {restricted_view_of(mark) for mark in row.seats} == {"Balcony rail"}


def test_mixed_category_is_shown_and_set_for_all(
    document: PlanDocument, properties: PropertiesPanel
) -> None:
    changed = set_category(document.plan, frozenset({SEAT}), "VIP")
    document.apply("Category", changed)
    choose(document, properties, {RowAt(0, 1)})
    field = choice(properties, Group.SEATS, "Category")
    assert field.value() is None

    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert {mark.category for mark in document.plan.zones[0].rows[1].seats} == {"VIP"}


def test_seat_type_is_set_for_a_selection_across_sections(
    document: PlanDocument, properties: PropertiesPanel
) -> None:
    choose(document, properties, {SEAT, SeatAt(1, 0, 0)})
    field = choice(properties, Group.SEATS, "Seat type")

    field.setFocus()
    QTest.keyClicks(field, "W")
    QTest.keyClick(field, Qt.Key.Key_Return)

    found = [document.plan.zones[z].rows[r].seats[s] for z, r, s in (SEAT, (1, 0, 0))]
    assert {mark.seat_type for mark in found} == {SeatType.WHEELCHAIR}


def test_refused_value_is_said_in_place_and_changes_nothing(
    document: PlanDocument, properties: PropertiesPanel, write: Write
) -> None:
    choose(document, properties, {SEAT})
    field = text_field(properties, Group.SEATS, "Quality, 0 to 1")

    write(field, "7")

    assert properties.banner.text == "Quality: it is from 0 to 1."
    assert document.plan == house()
    assert field.property("refused") is True
    write(field, "0.5")
    assert properties.banner.isHidden()


def test_escape_takes_back_what_was_typed(
    document: PlanDocument, properties: PropertiesPanel
) -> None:
    choose(document, properties, {ZoneAt(0)})
    field = text_field(properties, Group.SECTIONS, "Name")
    field.setFocus()
    QTest.keyClicks(field, "xyz")

    QTest.keyClick(field, Qt.Key.Key_Escape)
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert field.text() == "Stalls"
    assert document.plan == house()


def test_what_was_typed_is_not_given_to_another_selection(
    document: PlanDocument, properties: PropertiesPanel
) -> None:
    choose(document, properties, {ZoneAt(0)})
    field = text_field(properties, Group.SECTIONS, "Entrance")
    field.setFocus()
    QTest.keyClicks(field, "North")

    document.select(frozenset({ZoneAt(1)}))
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert entrance_of(document.plan.zones[1]) is None


def test_focus_stays_while_one_tabs_through_fields(
    document: PlanDocument, properties: PropertiesPanel
) -> None:
    choose(document, properties, {ZoneAt(0)})
    entrance = text_field(properties, Group.SECTIONS, "Entrance")
    entrance.setFocus()
    QTest.keyClicks(entrance, "North")
    QTest.keyClick(entrance, Qt.Key.Key_Tab)
    properties.refresh()

    gate = text_field(properties, Group.SECTIONS, "Gate")
    assert properties.focusWidget() is gate
    assert entrance_of(document.plan.zones[0]) == "North"


@pytest.fixture
def floor(document: PlanDocument, properties: PropertiesPanel) -> ChoiceField:
    """The floor of the circle, in a house of three floors."""
    document.apply("Floors", set_floors(document.plan, ["Stalls", "Circle", "Crown"]))
    choose(document, properties, {ZoneAt(1)})
    field = choice(properties, Group.SECTIONS, "Floor")
    field.setFocus()
    return field


@pytest.mark.parametrize("by", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_floor_is_typed_and_entered(document: PlanDocument, floor: ChoiceField, by: Qt.Key) -> None:
    QTest.keyClicks(floor, "Cr")
    assert document.plan.zones[1].level == 0

    QTest.keyClick(floor, by)

    assert document.plan.zones[1].level == 2
    assert document.selection == {ZoneAt(1)}
    assert document.undo_stack.count() == 2


def test_floor_that_keys_have_come_to_is_taken_back(
    document: PlanDocument, floor: ChoiceField
) -> None:
    QTest.keyClick(floor, Qt.Key.Key_Down)
    assert floor.currentText() == "Circle"

    QTest.keyClick(floor, Qt.Key.Key_Escape)
    QTest.keyClick(floor, Qt.Key.Key_Return)

    assert (floor.currentText(), document.plan.zones[1].level) == ("Stalls", 0)


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_floor_chosen_from_the_list_counts_at_once(
    document: PlanDocument, floor: ChoiceField
) -> None:
    QTest.mouseClick(floor, LEFT)
    QTest.keyClick(floor.view(), Qt.Key.Key_Down)
    QTest.keyClick(floor.view(), Qt.Key.Key_Return)

    assert document.plan.zones[1].level == 1


def test_position_is_typed_for_the_whole_selection(
    document: PlanDocument, properties: PropertiesPanel, write: Write
) -> None:
    choose(document, properties, {RowAt(0, 0), RowAt(0, 1)})

    write(properties.placing.fields["X"], "100")
    properties.refresh()
    write(properties.placing.fields["Width"], "432")

    points = [point_at(document.plan, SeatAt(0, row, seat)) for row in (0, 1) for seat in (0, 9)]
    assert [point.x for point in points] == [100, 532, 100, 532]
    assert point_at(document.plan, SeatAt(0, 2, 0)).x == 0
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.plan == house()


def test_turn_is_typed_in_degrees(
    document: PlanDocument, properties: PropertiesPanel, write: Write
) -> None:
    choose(document, properties, {RowAt(0, 0)})

    write(properties.placing.fields["Turn by"], "90")

    first, last = (point_at(document.plan, SeatAt(0, 0, seat)) for seat in (0, 9))
    assert first.x == pytest.approx(last.x)
    assert abs(first.y - last.y) == pytest.approx(216)


def test_single_line_of_seats_is_not_stretched_across(
    document: PlanDocument, properties: PropertiesPanel, write: Write
) -> None:
    choose(document, properties, {RowAt(0, 0)})

    write(properties.placing.fields["Height"], "50")

    assert properties.banner.text.startswith("Height: a single line of seats")
    assert document.plan == house()


def test_locked_section_is_left_alone(
    document: PlanDocument, properties: PropertiesPanel, write: Write
) -> None:
    document.apply("Lock", set_locked(document.plan, frozenset({ZoneAt(0)}), locked=True))
    before = document.plan
    choose(document, properties, {ZoneAt(0)})

    write(properties.placing.fields["X"], "100")

    assert document.plan is before
    assert properties.banner.text == "Locked: unlock or show the section first."


@pytest.mark.parametrize(
    ("name", "seats"),
    [
        ("Seat more at the end", 11),
        ("Seat less at the end", 9),
        ("Seat more at the start", 11),
        ("Seat less at the start", 9),
    ],
)
def test_seats_are_added_and_taken_at_either_end(
    document: PlanDocument, properties: PropertiesPanel, name: str, seats: int
) -> None:
    choose(document, properties, {RowAt(0, 1)})

    click(properties, name)

    assert len(document.plan.zones[0].rows[1].seats) == seats
    document.undo_stack.undo()
    assert document.plan == house()


def test_aisle_is_opened_after_a_seat(document: PlanDocument, properties: PropertiesPanel) -> None:
    choose(document, properties, {SEAT})

    click(properties, "Open an aisle after the seat")

    here, there = (point_at(document.plan, SeatAt(0, 1, seat)).x for seat in (2, 3))
    assert there - here == pytest.approx(72)


def test_areas_have_a_fill_and_a_border_of_their_own(
    document: PlanDocument, properties: PropertiesPanel, write: Write
) -> None:
    choose(document, properties, {AreaAt(2, 0)})
    fill, border = (properties.groups[Group.AREAS].fields[name] for name in ("Colour", "Border"))
    assert isinstance(fill, ColorField)
    assert isinstance(border, ColorField)

    write(fill.line, "0072B2")
    border.button.menu().actions()[2].trigger()

    (area,) = document.plan.zones[2].areas
    assert (area.color, area.border_color) == ("#0072b2", "#e69f00")
    write(fill.line, "red")
    assert properties.banner.text == "Colour: “red” is none; it is written like #0072b2."


def test_view_from_a_section_is_loaded_shown_and_taken_away(
    document: PlanDocument, properties: PropertiesPanel, tmp_path: Path
) -> None:
    picture = QImage(3000, 1500, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    picture.save(str(tmp_path / "view.png"))
    choose(document, properties, {ZoneAt(0)})

    properties.picture.load(tmp_path / "view.png")
    properties.refresh()

    name = view_of(document.plan.zones[0])
    assert name is not None
    assert pictures_of(document.plan)[name].startswith("data:image/jpeg;base64,")
    assert 0 < properties.picture.picture.pixmap().width() <= 280
    properties.picture.remove_button.click()
    assert view_of(document.plan.zones[0]) is None
    assert pictures_of(document.plan) == {}


def test_file_that_is_no_picture_is_refused_in_place(
    document: PlanDocument, properties: PropertiesPanel, tmp_path: Path
) -> None:
    (tmp_path / "view.png").write_text("no picture")
    choose(document, properties, {ZoneAt(0)})

    properties.picture.load(tmp_path / "view.png")

    assert properties.banner.text.startswith("view.png can't be used: it is no PNG or JPEG")
    assert document.plan == house()


def click(panel: PropertiesPanel, name: str) -> None:
    found = [one for one in panel.findChildren(QToolButton) if one.accessibleName() == name]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton, NONE)


def test_a_view_goes_to_the_section_it_was_chosen_for(
    document: PlanDocument, properties: PropertiesPanel, desk: Desk, tmp_path: Path
) -> None:
    picture = QImage(30, 15, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    picture.save(str(tmp_path / "view.png"))
    late = late_answers(desk)
    choose(document, properties, {ZoneAt(0)})
    properties.picture.load(tmp_path / "view.png")
    choose(document, properties, {ZoneAt(1)})
    late.go_on(0)

    assert view_of(document.plan.zones[0]) is not None
    assert view_of(document.plan.zones[1]) is None
    assert document.selection == {ZoneAt(1)}
