"""Staff: colleagues added, moved, given passwords, switched off and on, all of it by keyboard."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from core.domain.money import Money
from core.domain.staff import JOBS, Role
from core.services.colleagues import rename_colleague
from core.services.payments.till import list_tills, open_till
from core.services.staff import NoAgency, PasswordDue, set_active, sign_in
from core.services.work import begin_work, new_key
from desktop.dialogs import Confirmation
from desktop.views.box_office.till import CloseTill
from desktop.views.staff.dialogs import AddColleague, ChangeColleague, GivePassword
from desktop.views.staff.first_password import Handover
from desktop.views.staff.wording import DUTIES, Standing, standing_of
from tests.databases import PASSWORD
from tests.desktop.counters import CONTROL
from tests.desktop.late_answers import late_answers
from tests.desktop.views.staff.conftest import Managing

K = Qt.Key


def _open_till(managing: Managing) -> None:
    clerk = managing.database.sign_in(Role.BOX_OFFICE, login=managing.login)
    with begin_work(clerk.sessions, clerk.actor) as work:
        open_till(work, "Till 2", Money(Decimal(150), "EUR"), key=new_key())


def _stands(managing: Managing, login: str) -> Standing | None:
    person = managing.listed(login)
    return standing_of(person) if person else None


def test_a_colleague_is_added_and_handed_a_password_once(managing: Managing) -> None:
    login = f"{managing.login}_b"
    managing.press(K.Key_N, how=CONTROL)
    form = managing.dialog(AddColleague)
    managing.seating.type("Zoe Byrne")
    proposed = form.login.text()
    managing.press(K.Key_Tab)
    form.login.selectAll()
    managing.seating.type(login)
    managing.press(K.Key_Tab, K.Key_Down)
    password = form.password.text()
    managing.press(K.Key_Return)
    handed = managing.dialog(Handover)
    managing.press(K.Key_C, how=CONTROL)
    managing.wait(lambda: handed.copy_button.text() == "Copied")
    told = handed.told
    managing.press(K.Key_Return)
    person = managing.select(login)
    with pytest.raises(PasswordDue):
        sign_in(managing.database.url_for, login, password)

    assert proposed == "u_zoe_byrne"
    assert told == f"Login: {login}\nFirst password: {password}"
    assert QGuiApplication.clipboard().text() == told
    assert (person.name, person.role, standing_of(person)) == (
        "Zoe Byrne",
        Role.DOOR,
        Standing.PASSWORD_DUE,
    )


def test_a_login_that_is_taken_is_said_at_its_field(managing: Managing) -> None:
    form = managing.screen.ask_new()
    managing.seating.type("Nora Quinn")
    form.login.setText("u_door")
    form.start()
    managing.wait(lambda: form.login_field.problem != "")

    assert form.login_field.problem == "The login u_door is taken."
    assert form.submit.isEnabled()
    form.reject()


def test_a_login_of_ones_own_is_kept_and_a_short_password_refused(managing: Managing) -> None:
    form = managing.screen.ask_new()
    managing.seating.type("Nora")
    managing.press(K.Key_Tab)
    form.login.clear()
    managing.seating.type("u_own")
    form.name.setFocus()
    managing.seating.type(" Quinn")
    form.password.line.setText("short")
    form.start()

    assert form.login.text() == "u_own"
    assert form.form.fields[-1].problem == "A password has 10 characters or more."
    form.password.renew()
    form.form.check()
    assert form.form.fields[-1].problem == ""
    form.reject()


def test_tab_goes_through_the_form_as_one_reads(managing: Managing) -> None:
    form = managing.screen.ask_new()
    managing.seating.type("")  # into the dialog, once it has the keys
    went = []
    for _ in range(7):
        went.append(QApplication.focusWidget())
        managing.press(K.Key_Tab)

    (cancel,) = (one for one in form.findChildren(QPushButton) if one.text() == "Cancel")
    assert went == [
        form.name,
        form.login,
        form.job.pick,
        form.password.line,
        form.password.another,
        cancel,
        form.submit,
    ]
    form.reject()


def test_name_and_job_are_changed_by_keyboard(managing: Managing) -> None:
    managing.select(managing.login)
    managing.press(K.Key_Return)
    form = managing.dialog(ChangeColleague)
    managing.seating.type("Nora Doyle")
    managing.press(K.Key_Tab, K.Key_Down)
    told = form.job.pick.value()
    managing.press(K.Key_Return)
    managing.wait(lambda: getattr(managing.listed(managing.login), "role", None) is Role.DOOR)
    person = managing.listed(managing.login)

    assert told is Role.DOOR
    assert person is not None
    assert person.name == "Nora Doyle"
    assert managing.screen.panel is not None


def test_whoever_has_a_till_open_keeps_the_job_until_it_is_counted(managing: Managing) -> None:
    _open_till(managing)
    managing.wait(lambda: getattr(managing.listed(managing.login), "drawer", None) == "Till 2")
    managing.select(managing.login)
    form = managing.screen.ask_change()
    assert form is not None
    form.job.pick.set_value(Role.DOOR)
    form.start()
    managing.wait(lambda: form.job.problem != "")
    problem = form.job.problem
    form.reject()
    managing.press(K.Key_F11)
    title = managing.dialog(CloseTill).windowTitle()
    managing.seating.type("150")
    managing.press(K.Key_Return)
    managing.wait(lambda: getattr(managing.listed(managing.login), "drawer", "?") is None)
    with managing.seating.person.sessions() as session:
        counted = list_tills(session)[0].counted

    assert problem == "Nora Quinn has Till 2 open. It is counted and closed first."
    assert title == "Close Till 2"
    assert counted == Money(Decimal(150), "EUR")


def test_a_forgotten_password_is_replaced_and_due(managing: Managing) -> None:
    managing.select(managing.login)
    managing.press(K.Key_R, how=CONTROL)
    form = managing.dialog(GivePassword)
    password = form.password.text()
    managing.press(K.Key_Return)
    managing.dialog(Handover).accept()
    managing.wait(lambda: _stands(managing, managing.login) is Standing.PASSWORD_DUE)

    with pytest.raises(PasswordDue):
        sign_in(managing.database.url_for, managing.login, password)


def test_switching_off_says_what_ends_and_can_be_taken_back(managing: Managing) -> None:
    _open_till(managing)
    managing.screen.refresh_now()
    managing.wait(lambda: getattr(managing.listed(managing.login), "signed_in", False))
    managing.select(managing.login)
    asked = managing.screen.ask_switch()
    assert isinstance(asked, Confirmation)
    told = asked.findChildren(type(managing.screen._title))
    words = " ".join(label.text() for label in told)
    asked.accept()
    managing.wait(lambda: managing.listed(managing.login) is None)
    with pytest.raises(NoAgency):
        sign_in(managing.database.url_for, managing.login, PASSWORD)
    managing.screen._show_everybody()
    managing.select(managing.login)
    managing.press(K.Key_Delete, how=CONTROL)
    managing.wait(lambda: _stands(managing, managing.login) is Standing.ON)

    assert "The open session ends at once" in words
    assert "Till 2 stays open until you count it (F11)." in words


def test_nothing_can_be_done_to_oneself_but_a_name(managing: Managing) -> None:
    managing.select("u_manager")
    managing.wait(lambda: managing.screen.panel is not None)
    form = managing.screen.ask_change()

    assert form is not None
    assert not form.job.pick.isEnabled()
    form.reject()
    assert managing.screen.ask_password() is None
    assert managing.screen.ask_switch() is None
    assert managing.screen.panel is not None
    managing.wait(lambda: len(managing.screen.panel.buttons) == 1)  # type: ignore[union-attr]


def test_what_another_manager_changes_appears(managing: Managing) -> None:
    managing.select(managing.login)
    other = managing.database.sign_in(Role.MANAGER)
    with begin_work(other.sessions, other.actor) as work:
        rename_colleague(work, managing.login, "Nora Quinn-Doyle")
        set_active(work, "u_door", active=False)
    try:
        managing.wait(lambda: managing.listed("u_door") is None)
        person = managing.listed(managing.login)
    finally:  # its login is everybody's
        with begin_work(other.sessions, other.actor) as work:
            set_active(work, "u_door", active=True)

    assert person is not None
    assert person.name == "Nora Quinn-Doyle"


def test_who_is_not_there_is_said_with_a_way_out(managing: Managing) -> None:
    managing.select(managing.login)
    managing.screen.filter.setCurrentIndex(2)
    managing.screen.filter.activated.emit(2)

    assert managing.screen.panel is None
    assert managing.screen.table.shown_rows() == []
    managing.screen._show_everybody()
    assert managing.screen.panel is not None
    managing.screen.search.setText("nobody of this name")
    assert managing.screen.panel is None
    managing.screen._show_everybody()
    assert managing.screen.search.text() == ""
    assert len(managing.screen.table.shown_rows()) == len(JOBS) + 1


def test_every_job_is_explained() -> None:
    assert set(DUTIES) == set(JOBS)


def test_no_till_is_counted_of_a_colleague_who_is_not_selected_any_more(
    managing: Managing,
) -> None:
    _open_till(managing)
    managing.wait(lambda: bool((person := managing.listed(managing.login)) and person.drawer))
    screen, other = managing.screen, managing.seating.workplace.actor.login
    managing.select(managing.login)
    late = late_answers(screen.desk)
    screen.ask_till()
    screen.table.select_key(other)
    late.go_on(0)

    assert not screen.findChildren(CloseTill)
