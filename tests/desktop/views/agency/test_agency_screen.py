"""The agency's settings: read, typed, saved, refused at their fields, and never overwritten."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.domain.errors import OutOfRange
from core.domain.staff import Role
from core.services.agency import AgencySettings, agency_settings, change_agency
from core.services.work import begin_work, new_key
from desktop.views.agency import AgencyScreen, wording
from desktop.views.agency.form import AgencyForm, Shown
from desktop.views.agency.screen import OVERTAKEN
from tests.databases import TestDatabase
from tests.desktop.counters import CONTROL, AtScreen, event_on_sale, seated
from tests.desktop.late_answers import late_answers

K = Qt.Key


@dataclass
class Setting(AtScreen):
    """A manager at the agency's settings, which have been read."""

    screen: AgencyScreen

    @property
    def form(self) -> AgencyForm:
        return self.screen.form

    def kept(self) -> AgencySettings:
        with self.seating.person.sessions() as session:
            return agency_settings(session)

    def elsewhere(self, **terms: Any) -> AgencySettings:
        """Another manager changes some terms."""
        other = self.seating.database.sign_in(Role.MANAGER)
        with begin_work(other.sessions, other.actor) as work:
            seen = agency_settings(work.session)
            wanted = replace(seen, terms=replace(seen.terms, **terms))
            return change_agency(work, wanted, seen=seen, key=new_key())

    def save(self) -> None:
        self.press(K.Key_S, how=CONTROL)


@pytest.fixture
def setting(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> Iterator[Setting]:
    assert dressed
    with seated(fresh_database, Role.MANAGER, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled("Agency")
        assert isinstance(screen, AgencyScreen)
        qtbot.waitUntil(lambda: screen.form.seen is not None)
        yield Setting(seating, screen)


def test_settings_are_typed_and_saved_all_at_once(setting: Setting) -> None:
    form = setting.form
    offered = setting.screen.save.isEnabled()
    setting.seating.type("")  # into the window, once it has the keys
    form.name.selectAll()
    setting.seating.type("Parterre Tickets")
    setting.press(K.Key_Tab)
    setting.seating.type("Parterre Tickets Limited")
    setting.press(K.Key_Tab)
    setting.seating.type("14 Quay Lane, Dublin 2")
    form.service_rate.setText("5")
    form.service_fee.setText("1.50")
    form.tax_rate.setText("13,5")
    form.minutes.setValue(20)
    form.guess_minutes.setValue(30)
    form.zone.setText("Europe/Dublin")
    setting.save()
    setting.wait(lambda: setting.kept().name == "Parterre Tickets")
    setting.wait(lambda: not setting.screen.save.isEnabled())
    kept = setting.kept()

    assert not offered
    assert (kept.timezone, kept.letterhead) == ("Europe/Dublin", ("14 Quay Lane, Dublin 2",))
    assert kept.terms.legal_name == "Parterre Tickets Limited"
    assert (kept.terms.service_fee_rate, kept.terms.tax_rate) == (Decimal("0.05"), Decimal("0.135"))
    assert kept.terms.service_fee_per_ticket == Decimal("1.50")
    assert (kept.terms.reservation_minutes, kept.terms.code_guess_minutes) == (20, 30)


@pytest.mark.parametrize(
    ("field", "typed", "problem"),
    [
        ("name", " ", "Name is needed."),
        ("tax_rate", "lots", "“lots” is no percentage. Write it like 5 or 13.5."),
        ("service_fee_rate", "101", "At most 100 %, please."),
        ("zone", "Europe/Nowhere", "There is no time zone “Europe/Nowhere”"),
        ("service_fee_per_ticket", "-1", "The service fee per ticket can't be -1"),
        ("service_fee_per_ticket", "much", "“much” is not an amount. Write it like 1,234.00 EUR."),
        ("currency", "E", "“E” is not a currency code such as EUR or USD."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    setting: Setting, field: str, typed: str, problem: str
) -> None:
    before = setting.kept()
    setting.form.fields[field].editor.setProperty("text", typed)
    setting.screen.start()
    setting.wait(lambda: setting.form.fields[field].problem != "")

    assert setting.form.fields[field].problem.startswith(problem)
    assert setting.screen.save.isEnabled()
    assert setting.kept() == before


def test_numbers_out_of_range_are_said_at_their_field(setting: Setting) -> None:
    refused = OutOfRange("code_guesses", 0, least=1, most=100)
    setting.screen.show_refusal(refused)

    assert setting.form.fields["code_guesses"].problem == str(refused)


def test_what_was_typed_can_be_given_up(setting: Setting) -> None:
    before = setting.kept()
    setting.form.minutes.setValue(99)
    offered = setting.screen.leave.isEnabled()
    setting.screen.leave.click()

    assert offered
    assert setting.form.minutes.value() == before.terms.reservation_minutes
    assert not setting.form.is_edited()


def test_what_another_manager_saves_appears(setting: Setting) -> None:
    setting.elsewhere(reservation_minutes=33)
    setting.wait(lambda: setting.form.minutes.value() == 33)

    assert not setting.screen.banner.isVisible()


def test_nobody_overwrites_what_he_has_not_seen(setting: Setting) -> None:
    setting.form.days.setValue(30)
    setting.elsewhere(reservation_minutes=33)
    setting.wait(lambda: setting.screen.banner.text == OVERTAKEN)
    typed = setting.form.days.value()
    setting.screen.banner.hide()
    setting.screen.start()
    setting.wait(setting.screen.banner.isVisible)
    kept = setting.kept().terms
    setting.screen.give_up()

    assert (typed, kept.transfer_due_days, kept.reservation_minutes) == (30, 7, 33)
    assert (setting.form.days.value(), setting.form.minutes.value()) == (7, 33)


def test_the_currency_is_open_until_there_are_amounts(setting: Setting) -> None:
    form = setting.form
    open_before, told_before = not form.currency.isReadOnly(), form.fields["currency"].hint
    event_on_sale(setting.seating.database)
    setting.screen.refresh_now()
    setting.wait(form.currency.isReadOnly)

    assert open_before
    assert (told_before, form.fields["currency"].hint) == (wording.OPEN, wording.FIXED)


def test_tab_goes_through_the_settings_as_one_reads(setting: Setting) -> None:
    setting.seating.type("")
    went: list[QWidget | None] = []
    for _ in setting.form.fields:
        went.append(QApplication.focusWidget())
        setting.press(K.Key_Tab)
    by_row = [name for _, _, rows in wording.CARDS for names in rows for name in names]

    assert went == [setting.form.fields[name].editor for name in by_row]


def test_ones_own_change_is_not_taken_for_somebody_elses(setting: Setting) -> None:
    screen, before = setting.screen, setting.kept()
    late = late_answers(screen.desk)
    setting.form.name.setText("Other Tickets")
    screen.start()
    pressed_again = screen.save.isEnabled()
    screen.refresh()  # as the notice of it does, before its answer is here
    late.asked[0].work()
    late.go_on(1)
    warned = screen.banner.isVisible()
    screen._saved(setting.kept())
    late.answer(1, Shown(before, currency_fixed=False))

    assert (pressed_again, warned, screen.banner.isVisible()) == (False, False, False)
    assert screen.form.name.text() == "Other Tickets"
    assert len(late.asked) == 3  # read again: somebody else may have changed more


def test_open_windows_show_another_name_at_once(setting: Setting) -> None:
    window = setting.seating.window
    setting.form.name.setText("Other Tickets")
    setting.screen.start()

    setting.wait(lambda: window.windowTitle() == "Parterre, Other Tickets")
    assert window.rail._name.text() == "Other Tickets"
