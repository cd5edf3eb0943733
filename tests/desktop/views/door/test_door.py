"""The door: every way of reading a ticket, one answer each, and nothing half done."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import cv2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.staff import Role
from core.services.scanning.frames import CameraMissing, Frame, FrameSource
from core.services.scanning.pictures import PictureScan
from core.services.work import new_key
from desktop.theme import Tone
from desktop.views.door.board import READY
from desktop.views.door.inputs import OFF
from desktop.views.door.page import DoorPage
from tests.databases import TestDatabase, run_as_super
from tests.desktop.counters import event_on_sale, seated
from tests.desktop.late_answers import late_answers
from tests.desktop.views.door.conftest import Evening
from tests.desktop.views.door.keys import scan
from tests.services.scanning.drawing import Pixels, code_128, nothing_in_view, on_frame, qr


class Held:
    """A camera before which a picture is held until it is closed."""

    is_live = True

    def __init__(self, picture: Pixels) -> None:
        self._picture, self._closed = picture, Event()

    def frames(self) -> Iterator[Frame]:
        at = 0.0
        while not self._closed.wait(0.005):
            yield Frame(self._picture, at)
            at += 0.04

    def close(self) -> None:
        self._closed.set()


def test_hand_scanner_lets_a_guest_in_once(evening: Evening) -> None:
    code = evening.tickets[0].qr_code or ""

    scan(evening.seating.window, f"{code}\r")
    evening.wait_for(Tone.GOOD)
    welcome = evening.page.board.message
    scan(evening.seating.window, f"{code}\r")
    evening.wait_for(Tone.BAD)
    again = evening.page.board.message
    evening.wait(lambda: len(evening.page.table.shown_rows()) == 2)

    assert (welcome.word, welcome.seat) == ("Welcome", "A 1-1")
    assert (again.word, again.seat) == ("Already used", "A 1-1")
    assert again.lines[0].startswith("First let in: Today")
    assert again.lines[0].endswith("Main entrance")
    assert (evening.counts().admitted, evening.counts().refused) == (1, 1)


def test_scan_neither_types_nor_presses_what_has_the_focus(evening: Evening) -> None:
    pressed: list[str] = []
    evening.page.camera.switched.connect(lambda _on: pressed.append("camera"))
    evening.page.camera.switch.setFocus()

    scan(evening.seating.window, f"{evening.tickets[0].barcode}\r")
    evening.wait_for(Tone.GOOD)

    assert pressed == []
    assert evening.page.number.line.text() == ""
    assert evening.page.camera.switch.hasFocus()


def test_typed_number_is_checked(evening: Evening) -> None:
    evening.page.number.line.setText(f" {evening.tickets[1].ticket_number.lower()} ")
    QTest.keyClick(evening.page.number.line, Qt.Key.Key_Return)
    evening.wait_for(Tone.GOOD)

    assert evening.page.board.message.seat == "A 1-2"
    assert evening.page.number.line.text() == ""


def test_picture_with_both_codes_lets_one_guest_in(evening: Evening, tmp_path: Path) -> None:
    ticket = evening.tickets[0]
    file = tmp_path / "ticket.png"
    cv2.imwrite(str(file), on_frame(qr(ticket.qr_code or ""), code_128(ticket.barcode)))

    evening.page.scan_file(file)
    evening.wait_for(Tone.GOOD)
    evening.wait(lambda: len(evening.page.table.shown_rows()) == 1)

    assert (evening.counts().admitted, evening.counts().refused) == (1, 0)


def test_picture_without_a_code_says_so(evening: Evening, tmp_path: Path) -> None:
    file = tmp_path / "room.png"
    cv2.imwrite(str(file), nothing_in_view())

    evening.page.scan_file(file)
    evening.wait_for(Tone.WARNING)

    assert evening.page.board.message.word == "No code found"


def test_file_that_is_no_picture_is_refused_in_place(evening: Evening, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no picture", "utf-8")

    evening.page.scan_file(file)
    evening.wait(evening.page.banner.isVisible)

    assert evening.page.banner.text.startswith("notes.txt can't be scanned")


def test_camera_reads_a_ticket_with_both_codes_once(
    evening: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = evening.tickets[0]
    picture = on_frame(qr(ticket.qr_code or ""), code_128(ticket.barcode))
    page = _page(evening, Held(picture))

    judged: list[bool] = []
    counts = page._guest.barcode_counts

    def judge(text: str, at: float) -> bool:
        judged.append(counts(text, at))
        return judged[-1]

    monkeypatch.setattr(
        page._guest,
        "barcode_counts",
        judge,
    )

    page.switch_camera(on=True)
    evening.wait_for(Tone.GOOD, page)
    evening.wait(lambda: len(judged) == 1)
    page.switch_camera(on=False)

    assert judged == [False]
    assert (evening.counts().admitted, evening.counts().refused) == (1, 0)
    assert page.camera.picture.words == OFF


def test_camera_reads_a_barcode_that_stands_alone(evening: Evening) -> None:
    page = _page(evening, Held(on_frame(code_128(evening.tickets[0].barcode))))

    page.switch_camera(on=True)
    evening.wait_for(Tone.GOOD, page)
    page.switch_camera(on=False)

    assert evening.counts().admitted == 1


def test_missing_camera_says_so_in_words(evening: Evening) -> None:
    page = _page(evening, CameraMissing(0))

    page.switch_camera(on=True)
    evening.wait(lambda: page.camera.picture.words.startswith("No camera 1 was found"))

    assert page.camera.switch.text() == "Start"
    assert not page.feed.is_on


def test_camera_stops_when_the_screen_is_left(evening: Evening) -> None:
    page = _page(evening, Held(nothing_in_view()))
    page.switch_camera(on=True)
    evening.wait(lambda: page.camera.picture.words == "")

    page.hide()

    assert not page.feed.is_on


def test_ticket_of_another_evening_names_it(evening: Evening) -> None:
    event_on_sale(evening.seating.database, title="Hamlet")
    evening.page.refresh_now()
    evening.wait(lambda: len(evening.page.events.events) == 2)
    hamlet = next(one for one in evening.page.events.events if one.title == "Hamlet")
    evening.page.events.pick(hamlet.id)

    evening.page.read(evening.tickets[0].qr_code or "")
    evening.wait_for(Tone.BAD)

    assert evening.page.board.message.word == "For another event"
    assert evening.page.board.message.lines[0].startswith("Giselle, ")


@pytest.mark.parametrize(
    ("text", "word"), [("1234567890", "No ticket of ours"), ("0" * 120, "Forged")]
)
def test_what_is_no_ticket_of_ours_is_refused(evening: Evening, text: str, word: str) -> None:
    evening.page.read(text)
    evening.wait_for(Tone.BAD)

    assert evening.page.board.message.word == word


def test_outage_is_said_and_the_guest_comes_in_once_it_is_over(evening: Evening) -> None:
    code = evening.tickets[0].qr_code or ""
    _allow_connections(evening, allow=False)
    evening.page.read(code)
    evening.wait_for(Tone.WARNING)
    told = evening.page.board.message
    lost = evening.page.readings.lost
    _allow_connections(evening, allow=True)

    evening.page.retry.click()
    evening.wait_for(Tone.GOOD)
    evening.wait(lambda: len(evening.page.table.shown_rows()) == 1)

    assert told.word == "Offline"
    assert told.lines[-1] == "Let nobody in yet. Try this ticket again."
    assert lost is not None
    assert [scan.id for scan in evening.page.table.shown_rows()] == [lost.nonce]
    assert not evening.page.retry.isVisible()


def _page(evening: Evening, source: FrameSource | Exception) -> DoorPage:
    """Another door screen, with this before its camera."""

    def open_camera(_number: int) -> FrameSource:
        if isinstance(source, Exception):
            raise source
        return source

    page = DoorPage(evening.seating.workplace, open_camera=open_camera)
    evening.seating.bot.addWidget(page)
    page.show()
    evening.wait(lambda: page.event_id == evening.event_id)
    return page


def _allow_connections(evening: Evening, *, allow: bool) -> None:
    """Close the database to everybody and end what is connected, or open it again."""
    database = evening.seating.database
    run_as_super(
        database.server,
        f"ALTER DATABASE {database.name} ALLOW_CONNECTIONS {str(allow).lower()}",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = '{database.name}' AND NOT {str(allow).lower()}",
    )


def test_the_finder_opens_the_door_of_the_event_asked_for(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot
) -> None:
    assert dressed
    for title in ("Giselle", "Hamlet"):
        event_id = event_on_sale(fresh_database, title=title)
    with seated(fresh_database, Role.DOOR, tmp_path, qtbot, live=False) as seating:
        late = late_answers(seating.workplace.desk)
        page = seating.window.open_titled("Door")
        assert isinstance(page, DoorPage)
        page.open_record(event_id)  # before the page has read which events there are
        late.go_on(*range(len(late.asked)))

        assert page.event_id == event_id


def test_nothing_is_counted_late_where_there_is_no_event(evening: Evening) -> None:
    late = late_answers(evening.page.desk)
    evening.page._ask_counts()
    evening.page._offer([])
    late.go_on(0)

    assert not evening.page._totals.isVisible()


def test_a_picture_read_late_is_not_let_in_at_another_event(
    evening: Evening, tmp_path: Path
) -> None:
    late = late_answers(evening.page.desk)
    evening.page.scan_file(tmp_path / "ticket.png")
    evening.page.event_id = new_key()
    late.answer(0, PictureScan(tmp_path, (), 0.0))

    assert evening.page.board.message == READY
