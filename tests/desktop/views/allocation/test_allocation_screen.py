"""Allocation by keyboard: from an empty event to a plan that is painted, applied and taken back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from core.domain.holds.uses import OPEN, HoldType, Use, blocked, held, kept_for
from core.domain.inventory.states import Allotment
from core.domain.staff import Role
from core.services.events.queries import one_event
from core.services.holds.plans import list_plans, paint_plan, plan_in_full
from core.services.holds.standing import present_seats
from core.services.inventory.seats import seat_cards
from core.services.sales.reserving import reserve_seats
from core.services.work import begin_work, new_key, wall_clock
from desktop.desk import Query
from desktop.views.allocation import AllocationScreen
from desktop.views.allocation.dialogs import ApplyDialog, NameDialog, TemplateDialog
from desktop.views.allocation.view_switch import Shown
from tests.databases import TestDatabase
from tests.desktop.counters import ALT, CONTROL, AtScreen, event_on_sale, seated
from tests.desktop.late_answers import late_answers

K = Qt.Key
T = TypeVar("T")


@dataclass
class Planning(AtScreen):
    """The allocation screen on a house of 40 seats: A and B, rows 1 and 2, ten seats each."""

    screen: AllocationScreen
    event_id: UUID

    def read(self, query: Query[T]) -> T:
        with self.seating.person.sessions() as session:
            return query(session)

    def uses(self, *ranks: int) -> list[Use | None]:
        """How these seats stand in the database."""

        def now(session: Session) -> list[Use | None]:
            painting = present_seats(session, self.event_id, now=wall_clock()).painting
            return [painting.use_at(rank) for rank in ranks]

        return self.read(now)

    def stored(self, *ranks: int) -> list[Use | None]:
        """How the stored plan paints these seats."""
        (plan,) = self.read(lambda session: list_plans(session, self.event_id))
        painting = self.read(lambda session: plan_in_full(session, plan.id)).painting
        return [painting.use_at(rank) for rank in ranks]

    def new_plan(self, name: str) -> None:
        self.press(K.Key_N, how=CONTROL)
        self.dialog(NameDialog)
        self.seating.type(name)
        self.seating.press(K.Key_Return)
        self.wait(
            lambda: self.screen.sketch.plan is not None and self.screen.sketch.plan.name == name
        )
        self.screen.map.setFocus()

    def start_at(self, rank: int) -> None:
        """Put the keyboard's cursor on a seat, as somebody who walks there."""
        self.screen.map.view.set_cursor_seat(rank)
        self.screen.map.setFocus()

    def apply(self) -> None:
        self.wait(self.screen.applying.apply_button.isEnabled)
        self.press(K.Key_F9)
        self.dialog(ApplyDialog)
        self.seating.press(K.Key_Return)


@pytest.fixture
def planning(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Planning]:
    assert dressed
    event_id = event_on_sale(fresh_database)
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Allocation")
        assert isinstance(screen, AllocationScreen)
        made = Planning(seating, screen, event_id)
        made.wait(lambda: screen.map.view.counts()[1] > 0 and screen.present is not None)
        yield made


def test_from_nothing_to_applied_and_taken_back_by_keyboard(planning: Planning) -> None:
    planning.new_plan("Opening night")
    planning.start_at(0)
    planning.press(K.Key_R)  # the row
    planning.press(K.Key_2)  # artist
    planning.start_at(20)
    planning.press(K.Key_Space)
    planning.press(K.Key_Right, how=Qt.KeyboardModifier.ShiftModifier)
    planning.press(K.Key_7)  # blocked
    planning.start_at(30)
    planning.press(K.Key_R)
    planning.press(K.Key_8)  # web
    planning.wait(
        lambda: (
            planning.stored(0, 9, 20, 21, 22, 30)
            == [held(HoldType.ARTIST)] * 2 + [blocked()] * 2 + [None, kept_for(Allotment.WEB)]
        )
    )
    assert planning.uses(0, 20, 30) == [OPEN] * 3  # nothing has happened to the seats yet

    planning.apply()

    planning.wait(
        lambda: (
            planning.uses(0, 20, 30) == [held(HoldType.ARTIST), blocked(), kept_for(Allotment.WEB)]
        )
    )
    planning.wait(planning.screen.applying.back_button.isVisible)
    planning.wait(lambda: planning.screen.map.view.status(0).name == "HELD")

    planning.press(K.Key_F10)

    planning.wait(lambda: planning.uses(0, 20, 30) == [OPEN] * 3)
    planning.wait(lambda: not planning.screen.applying.back_button.isVisible())
    planning.wait(planning.screen.applying.apply_button.isEnabled)


def test_strokes_are_taken_back_and_put_there_again(planning: Planning) -> None:
    planning.new_plan("Opening night")
    planning.start_at(0)
    planning.press(K.Key_R)
    planning.press(K.Key_4)
    planning.start_at(0)
    planning.press(K.Key_Space)
    planning.press(K.Key_Delete)
    planning.wait(lambda: planning.stored(0, 1) == [None, held(HoldType.VENUE)])

    planning.press(K.Key_Z, how=CONTROL)
    planning.wait(lambda: planning.stored(0, 1) == [held(HoldType.VENUE)] * 2)
    planning.press(K.Key_Z, how=CONTROL)
    planning.wait(lambda: planning.stored(0, 1) == [None, None])
    planning.press(K.Key_Z, how=CONTROL | Qt.KeyboardModifier.ShiftModifier)
    planning.wait(lambda: planning.stored(0, 1) == [held(HoldType.VENUE)] * 2)


def test_a_price_level_is_painted_with_alt_and_a_number(planning: Planning) -> None:
    planning.new_plan("Prices")
    planning.start_at(0)
    planning.press(K.Key_R)

    planning.press(K.Key_2, how=ALT)

    assert planning.screen.switch.shown is Shown.LEVELS
    planning.apply()
    planning.wait(
        lambda: (
            {
                card.level
                for card in planning.read(
                    lambda session: seat_cards(session, planning.event_id, range(10))
                )
            }
            == {"Back"}
        )
    )


def test_a_click_on_a_paint_does_the_same_with_reason_and_end(planning: Planning) -> None:
    planning.new_plan("Opening night")
    screen = planning.screen
    screen.map.view.select_ranks(np.array([3, 4]))
    screen.palette_shown.reason.setText("Family")
    screen.palette_shown.ends.set_value(timedelta(days=1))
    press = screen.palette_shown._rows[1]

    QTest.mouseClick(press, Qt.MouseButton.LeftButton)

    event = planning.read(lambda session: one_event(session, planning.event_id))
    wanted = held(HoldType.ARTIST, "Family", event.start - timedelta(days=1))
    planning.wait(lambda: planning.stored(3, 4, 5) == [wanted, wanted, None])
    assert screen.map.view.selection.tolist() == []


def test_digits_that_are_typed_into_a_field_paint_nothing(planning: Planning) -> None:
    planning.new_plan("Opening night")
    planning.screen.map.view.select_ranks(np.array([3]))
    field: QLineEdit = planning.screen.palette_shown.reason
    planning.seating.window.activateWindow()
    planning.wait(planning.seating.window.isActiveWindow)
    field.setFocus()

    planning.seating.type("2v7")

    assert field.text() == "2v7"
    assert planning.screen.sketch.painting.painted() == ()
    assert planning.screen.switch.shown is Shown.USES


def sell(planning: Planning, *ranks: int) -> None:
    """Somebody reserves seats at another counter."""
    cards = planning.read(lambda session: seat_cards(session, planning.event_id, ranks))
    person = planning.seating.person
    with begin_work(person.sessions, person.actor) as work:
        reserve_seats(work, planning.event_id, [card.id for card in cards], key=new_key())


def test_what_is_sold_meanwhile_stands_in_the_way_and_can_be_left_out(planning: Planning) -> None:
    planning.new_plan("Opening night")
    planning.start_at(0)
    planning.press(K.Key_R)
    planning.press(K.Key_2)
    planning.wait(planning.screen.applying.apply_button.isEnabled)

    sell(planning, 4, 5)

    screen = planning.screen
    planning.wait(lambda: screen.comparison is not None and screen.comparison.taken == (4, 5))
    assert not screen.applying.apply_button.isEnabled()
    planning.press(K.Key_V)
    planning.press(K.Key_V)
    assert screen.switch.shown is Shown.CHANGES
    assert ("Reserved or sold", (4, 5)) in screen.changes.lines
    QTest.mouseClick(screen.changes.leave_out, Qt.MouseButton.LeftButton)
    planning.screen.map.setFocus()
    planning.apply()
    planning.wait(lambda: planning.uses(0, 4) == [held(HoldType.ARTIST), OPEN])


def test_a_sale_in_the_same_moment_refuses_the_whole_in_words(planning: Planning) -> None:
    planning.new_plan("Opening night")
    planning.start_at(0)
    planning.press(K.Key_R)
    planning.press(K.Key_2)
    planning.wait(planning.screen.applying.apply_button.isEnabled)
    planning.press(K.Key_F9)
    planning.dialog(ApplyDialog)
    sell(planning, 4)

    planning.seating.press(K.Key_Return)

    planning.wait(planning.screen.banner.isVisible)
    assert planning.screen.banner.text == "Reserved or sold, so nothing was changed: A 1-5."
    assert planning.uses(0) == [OPEN]


def test_a_template_brings_a_plan_to_the_next_event(planning: Planning) -> None:
    planning.new_plan("Opening night")
    planning.start_at(0)
    planning.press(K.Key_R)
    planning.press(K.Key_2)
    planning.wait(lambda: planning.stored(0) == [held(HoldType.ARTIST)])
    planning.screen.bar._keep()
    planning.dialog(NameDialog)
    planning.seating.press(K.Key_Return)
    planning.wait(lambda: len(planning.screen.bar.templates) == 1)

    planning.screen.bar.ask_template()
    planning.dialog(TemplateDialog)
    planning.seating.type("Second night")
    planning.seating.press(K.Key_Return)

    screen = planning.screen
    planning.wait(
        lambda: screen.sketch.plan is not None and screen.sketch.plan.name == "Second night"
    )
    assert screen.sketch.painting.use_at(9) == held(HoldType.ARTIST)
    assert len(screen.bar.plans) == 2


def test_another_managers_strokes_show_by_themselves(planning: Planning) -> None:
    planning.new_plan("Opening night")
    (row,) = planning.screen.bar.plans
    person = planning.seating.person
    with begin_work(person.sessions, person.actor) as work:
        found = plan_in_full(work.session, row.id)
        paint_plan(
            work,
            row.id,
            found.painting.with_use([7], blocked("Pillar")),
            version=found.row.version,
            on_plan=found.on_plan,
            key=new_key(),
        )

    planning.wait(lambda: planning.screen.sketch.painting.use_at(7) == blocked("Pillar"))


def test_a_line_of_how_it_is_now_selects_its_seats_and_f8_releases_them(
    planning: Planning,
) -> None:
    planning.new_plan("Opening night")
    planning.start_at(0)
    planning.press(K.Key_R)
    planning.press(K.Key_2)
    planning.apply()
    planning.wait(lambda: planning.uses(0) == [held(HoldType.ARTIST)])
    screen = planning.screen
    for _ in range(3):
        planning.press(K.Key_V)
    assert screen.switch.shown is Shown.NOW
    planning.wait(lambda: [line.words for line in screen.changes.lines] == ["Held, artist"])

    screen.changes.picked.emit(screen.changes.lines[0].ranks)
    assert screen.map.view.selection.tolist() == list(range(10))
    planning.wait(screen.holding.release.isEnabled)
    planning.press(K.Key_F8)

    planning.wait(lambda: planning.uses(0, 9) == [OPEN, OPEN])


def test_another_plan_is_not_applied_instead_of_the_one_agreed_to(planning: Planning) -> None:
    planning.new_plan("Stalls")
    screen, agreed = planning.screen, planning.screen.sketch.plan
    late = late_answers(screen.desk)
    screen.sketch.stroke(screen.brush.fitting(screen.sketch.painting).with_use([0], blocked()))
    screen.sketch.store()
    screen.applying.apply()
    screen.sketch.open(None)
    late.go_on(0)

    assert agreed is not None
    assert [one for one in late.asked[1:] if one.owner is screen.desk] == []


def test_strokes_made_while_the_plan_is_read_are_not_lost(planning: Planning) -> None:
    planning.new_plan("Stalls")
    screen, mine = planning.screen, planning.screen.sketch.plan
    assert mine is not None
    late = late_answers(screen.desk)
    screen.open_plan(mine)
    made = screen.brush.fitting(screen.sketch.painting).with_use([0], blocked())
    screen.sketch.stroke(made)
    late.go_on(0)
    painting = screen.sketch.painting
    screen.sketch.open(None)  # or it would be stored after the test

    assert painting == made


def test_a_list_read_before_the_plan_was_stored_changes_nothing(planning: Planning) -> None:
    planning.new_plan("Stalls")
    screen, mine = planning.screen, planning.screen.sketch.plan
    assert mine is not None
    newer = replace(mine, version=mine.version + 1)
    screen.sketch.take_over(newer)
    late = late_answers(screen.desk)
    screen._show_plan([mine])

    assert (late.asked, screen.sketch.plan) == ([], newer)
