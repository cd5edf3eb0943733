"""Confirmation asks, the crash dialog explains, the toast takes back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.domain.errors import Refusal
from desktop.desk import Desk
from desktop.dialogs import CrashDialog, Dialog, ask_for_file, confirm, save_crash_report
from desktop.feedback import Banner, ProgressLine
from desktop.running import Running
from desktop.theme import Tone
from desktop.toast import Toast

pytestmark = pytest.mark.usefixtures("dressed")


def button(parent: QWidget, text: str) -> QPushButton:
    return next(one for one in parent.findChildren(QPushButton) if one.text() == text)


@pytest.mark.parametrize(("answer", "agreed"), [("Cancel it", ["yes"]), ("Keep as it is", [])])
def test_confirmation_acts_only_on_yes(qtbot: QtBot, answer: str, agreed: list[str]) -> None:
    window, said = QWidget(), list[str]()
    qtbot.addWidget(window)
    asked = confirm(
        window, "Cancel?", "Tickets become void.", "Cancel it", lambda: said.append("yes")
    )

    qtbot.mouseClick(button(asked, answer), Qt.MouseButton.LeftButton)

    assert said == agreed


def test_keeping_is_the_default_of_a_confirmation(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked = confirm(window, "Cancel?", "Tickets become void.", "Cancel it", window.close)

    assert button(asked, "Keep as it is").isDefault()


def test_dialog_is_as_high_as_its_texts_and_grows_with_a_refusal(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked = confirm(window, "Cancel?", "Tickets become void. " * 12, "Cancel it", window.close)
    fits, before = asked.heightForWidth(asked.width()), asked.height()

    asked.show_refusal(
        Refusal("Somebody has paid for it meanwhile, so it can't be cancelled. " * 5)
    )

    assert before == fits
    qtbot.waitUntil(lambda: before < asked.heightForWidth(asked.width()) <= asked.height())


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_dialog_keeps_the_size_it_was_given_when_it_comes_back_from_the_task_bar(
    qtbot: QtBot,
) -> None:
    asked = Dialog("Tills")
    qtbot.addWidget(asked)
    asked.show()
    asked.resize(700, 900)
    asked.showMinimized()
    qtbot.waitUntil(asked.isMinimized)
    asked.showNormal()
    qtbot.waitUntil(lambda: not asked.isMinimized())

    assert asked.height() == 900


def test_the_file_that_is_chosen_is_handed_on(qtbot: QtBot, tmp_path: Path) -> None:
    window, chosen, file = QWidget(), list[Path](), tmp_path / "arena.json"
    qtbot.addWidget(window)
    file.write_text("{}", "utf-8")

    asked = ask_for_file(window, "Choose a plan", "Plans (*.json)", chosen.append)
    asked.selectFile(str(file))
    asked.accept()

    assert chosen == [file]


def test_dialog_shows_a_refusal_in_place(qtbot: QtBot) -> None:
    dialog = Dialog("Take payment")
    qtbot.addWidget(dialog)
    dialog.show()

    dialog.show_refusal(Refusal("Not enough."))

    assert dialog.banner.text == "Not enough."


def test_crash_report_holds_the_traceback_and_the_dialog_does_not(
    qtbot: QtBot, tmp_path: Path
) -> None:
    report = save_crash_report(ZeroDivisionError("by zero"), tmp_path / "reports")
    dialog = CrashDialog(report)
    qtbot.addWidget(dialog)
    words = " ".join(one.text() for one in dialog.findChildren(QLabel))

    assert "ZeroDivisionError: by zero" in report.read_text("utf-8")
    assert str(report) in words
    assert "ZeroDivisionError" not in words


def test_banner_acts_and_goes(qtbot: QtBot) -> None:
    banner, retries = Banner(), list[str]()
    qtbot.addWidget(banner)
    banner.say("Gone.", Tone.WARNING, action="Try again", on_action=lambda: retries.append("x"))

    qtbot.mouseClick(button(banner, "Try again"), Qt.MouseButton.LeftButton)

    assert retries == ["x"]
    assert banner.isHidden()


def test_toast_takes_back_by_key_and_goes(qtbot: QtBot) -> None:
    window, undone = QWidget(), list[str]()
    qtbot.addWidget(window)
    window.resize(600, 400)
    toast = Toast(window)
    window.show()
    toast.say("4 tickets sold.", undo=lambda: undone.append("x"))

    qtbot.mouseClick(button(toast, "Undo"), Qt.MouseButton.LeftButton)

    assert undone == ["x"]
    assert toast.isHidden()


def test_toast_stays_inside_its_window_and_goes_by_itself(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    toast = Toast(window)
    window.show()
    toast.say("Saved.")
    window.resize(500, 300)
    inside = window.rect().contains(toast.geometry())
    toast._timer.setInterval(1)
    qtbot.waitUntil(toast.isHidden)

    assert inside


def test_progress_line_stops_what_can_be_stopped(desk: Desk, qtbot: QtBot) -> None:
    line, running = ProgressLine(), Running("Issuing tickets", cancellable=True)
    qtbot.addWidget(line)
    line.show_running(running)
    shown = not line.isHidden()

    qtbot.mouseClick(button(line, "Stop"), Qt.MouseButton.LeftButton)
    line.show_running(None)

    assert (shown, running.cancelled, line.isHidden()) == (True, True, True)
    assert desk is not None
