"""The door: pick the event and the gate, then read tickets with whatever is at hand."""

import platform
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.domain.errors import Outage, Refusal
from core.domain.numbers import read_barcode
from core.domain.tickets.qr import parse
from core.services.door.queries import DoorCount, ScanRow, count_admissions, recent_scans
from core.services.door.scanning import ScanResult
from core.services.events.queries import EventRow, upcoming_events
from core.services.scanning.engines import CodeKind
from core.services.scanning.frames import Camera
from core.services.scanning.loop import Sighting
from core.services.scanning.pictures import PictureScan, scan_picture
from desktop.controls import Kind, Look, button, frame, label
from desktop.dialogs import ask_for_file
from desktop.feedback import Empty, EmptyState
from desktop.operations import door
from desktop.table import Column, RecordTable
from desktop.theme import space
from desktop.views.door.answers import (
    NOTHING_FOUND,
    message_of,
    offline,
    seat_text,
    verdict_chip,
)
from desktop.views.door.board import READY, AnswerBoard
from desktop.views.door.camera import CameraFeed, OpenCamera
from desktop.views.door.hand_scanner import HandScanner
from desktop.views.door.inputs import CameraCard, NumberField
from desktop.views.door.one_guest import WAIT_MS, OneGuest
from desktop.views.door.readings import Reading, Readings
from desktop.views.event_picker import EventPicker
from desktop.views.page import Page
from desktop.words import number_text
from desktop.workplace import Workplace

SIDE = 372
GATE = "door/gate"
FIRST_GATE = "Main entrance"
MOST_EVENTS = 60
ANSWER_WIDTH = 136
LATEST = 60
PICTURES = "Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff);;All files (*)"


def is_ticket_text(text: str) -> bool:
    """Whether a text has the syntax of a ticket's QR code or barcode."""
    return parse(text) is not None or read_barcode(text) is not None


def _columns(clock_text: Callable[[datetime], str]) -> list[Column[ScanRow]]:
    return [
        Column("Time", lambda scan: scan.scanned_at, text=clock_text),
        Column("Answer", lambda scan: scan.verdict, chip=verdict_chip, width=ANSWER_WIDTH),
        Column("Seat", seat_text, stretch=True),
        Column("Gate", lambda scan: scan.gate, muted=True, hidden=True),
        Column("Ticket", lambda scan: scan.ticket_number, hidden=True),
        Column("Scanned by", lambda scan: scan.scanned_by, hidden=True),
        Column("Device", lambda scan: scan.device, hidden=True),
    ]


class DoorPage(Page):
    """One answer at a time on the board; the counts of all gates in the footer."""

    tables = frozenset({"scans", "tickets", "event_seats"})

    def __init__(self, place: Workplace, *, open_camera: OpenCamera = Camera) -> None:
        super().__init__(place.desk, "Door")
        self._place = place
        self._guest = OneGuest()
        self._wanted: UUID | None = None
        self.readings = Readings(self._send)
        self.events = EventPicker()
        self.gate = QLineEdit(place.preferences.get(GATE, FIRST_GATE))
        self.board = AnswerBoard()
        self.retry = button("Try again", self.readings.try_again, kind=Kind.PRIMARY)
        self.number = NumberField()
        self.camera = CameraCard()
        self.feed = CameraFeed(self, wanted=is_ticket_text, open_camera=open_camera)
        self.scanner = HandScanner(self)
        self.table: RecordTable[ScanRow] = RecordTable(
            _columns(self._clock_text),
            key=lambda scan: scan.id,
            preferences=place.preferences,
            name="scans",
        )
        self._latest = QStackedWidget()
        self.add_action("Scan a picture", self.choose_picture, icon="file", shortcut="Ctrl+O")
        self._lay_out_filters()
        self.set_hero(self._hero_widget())
        self.setAcceptDrops(True)
        self._connect()

    def refresh(self) -> None:
        now, wanted = self._place.clock(), self._wanted
        self.ask(
            lambda session: upcoming_events(session, now=now, limit=MOST_EVENTS, also=wanted),
            self._offer,
            part="events",
        )
        self._ask_counts()

    def read(self, text: str) -> None:
        """Answer a reading, whatever it came from."""
        event = self.events.event_picked
        if event is None:
            self.events.open()
            return
        self.banner.hide()
        self.readings.add(text, event.id)

    def open_record(self, event_id: UUID) -> None:
        """Go to the door of an event, as another screen asks for it."""
        self._wanted = event_id
        self.refresh_now()

    def choose_picture(self) -> QFileDialog:
        """Ask for a picture file."""
        return ask_for_file(self, "Scan a picture", PICTURES, self.scan_file)

    def scan_file(self, file: Path) -> None:
        """Read the codes of a picture file and answer them."""
        self.desk.ask(
            self,
            lambda _session: scan_picture(file, wanted=is_ticket_text),
            partial(self._take_picture, self.event_id),
        )

    def show_refusal(self, refusal: Refusal) -> None:
        super().show_refusal(refusal)
        self.board.show_message(READY)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scanner.listen(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.scanner.listen(on=False)
        self.switch_camera(on=False)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        self.scan_file(Path(files[0]))

    def switch_camera(self, *, on: bool) -> None:
        """Start the camera that is picked, or let go of it."""
        if on:
            self.camera.show_opening()
            self.feed.start(self.camera.which.value() or 0)
        elif self.feed.is_on or self.camera.is_on:
            self.feed.stop()
            self.camera.show_off()

    # What came into view

    def _sighted(self, sighting: Sighting) -> None:
        text, now = sighting.reading.text, monotonic()
        if sighting.reading.kind is CodeKind.QR:
            if self._guest.qr_counts(text, now):
                self.read(text)
        else:
            # The QR code beside it may be read a moment later, and is the better one.
            QTimer.singleShot(WAIT_MS, self, partial(self._barcode_waited, text))

    def _barcode_waited(self, text: str) -> None:
        if self._guest.barcode_counts(text, monotonic()):
            self.read(text)

    def _take_picture(self, event_id: UUID | None, scan: PictureScan) -> None:
        if event_id != self.event_id:
            return  # it was for the door of another event
        codes = [one.text for one in scan.readings if one.kind is CodeKind.QR]
        codes = codes or [one.text for one in scan.readings if read_barcode(one.text)]
        if not codes:
            self.board.show_message(NOTHING_FOUND)
        for text in codes:
            self.read(text)

    def _camera_ended(self, trouble: Exception | None) -> None:
        if trouble is None or isinstance(trouble, Outage | Refusal):
            self.camera.show_off("" if trouble is None else str(trouble))
        else:
            self.camera.show_off()
            self.desk.broke.emit(trouble)

    # Question and answer

    def _send(self, reading: Reading) -> None:
        operation = door.admit(
            reading.event_id,
            reading.text,
            nonce=reading.nonce,
            gate=self.gate.text().strip() or FIRST_GATE,
            device=platform.node(),
        )
        self.desk.start(self, operation, partial(self._answered, reading), failed=self._failed)

    def _answered(self, reading: Reading, answer: ScanResult) -> None:
        self.retry.hide()
        self._guest.answered(reading.text, answer.ticket, monotonic())
        self.board.show_message(message_of(answer, self._place.clock(), reading.text))
        self.readings.answered()
        self._ask_counts()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Outage):
            self.readings.dropped()
            self.board.show_message(offline(error))
            self.retry.show()
        else:
            self.readings.refused()

    # Counts

    def _offer(self, events: Sequence[EventRow]) -> None:
        self.events.offer(events, self._place.clock())
        ids, wanted = [event.id for event in events], self._wanted
        self._wanted = None
        if wanted in ids:
            self.events.pick(wanted)
        elif self.events.event_picked is None and events:
            self.events.pick(ids[0])
        if events:
            self.show_hero()
        else:
            self.drop("counts")
            self.show_totals([])
            self.show_empty(
                Empty("door", "No event to let guests in", "The next event shows up here.")
            )

    def _event_was_picked(self, event: EventRow) -> None:
        self.event_id = event.id
        self.board.show_message(READY)
        self.retry.hide()
        self._ask_counts()
        self.number.setFocus()

    def _ask_counts(self) -> None:
        event = self.events.event_picked
        if event is None:
            return
        event_id = event.id
        self.ask(
            lambda session: (
                count_admissions(session, event_id),
                recent_scans(session, event_id, limit=LATEST),
            ),
            self._show_counts,
            part="counts",
        )

    def _show_counts(self, read: tuple[DoorCount, list[ScanRow]]) -> None:
        counts, scans = read
        self.table.show_rows(scans)
        self._latest.setCurrentIndex(1 if scans else 0)
        share = f"{counts.admitted * 100 // counts.sold} %" if counts.sold else "0 %"
        self.show_totals(
            [
                ("Refused", number_text(counts.refused)),
                ("Still expected", number_text(max(0, counts.expected))),
                (
                    f"Inside, {share}",
                    f"{number_text(counts.admitted)} of {number_text(counts.sold)}",
                ),
            ]
        )

    # Putting together

    def _connect(self) -> None:
        self.events.picked.connect(self._event_was_picked)
        self.gate.editingFinished.connect(self._keep_gate)
        self.number.typed.connect(self.read)
        self.scanner.scanned.connect(self.read)
        self.camera.switched.connect(lambda on: self.switch_camera(on=on))
        self.camera.which.picked.connect(
            lambda _number: self.switch_camera(on=True) if self.feed.is_on else None
        )
        self.feed.sighted.connect(self._sighted)
        self.feed.pictured.connect(self.camera.picture.show_image)
        self.feed.ended.connect(self._camera_ended)
        for keys, act, what in (
            ("F2", self.number.setFocus, "Type a ticket number"),
            ("F3", self._toggle_camera, "Camera on or off"),
            ("F4", self.events.open, "Another event"),
        ):
            QShortcut(QKeySequence(keys), self, act)
            self.add_key(keys, what)

    def _clock_text(self, at: datetime) -> str:
        event = self.events.event_picked
        return f"{at.astimezone(ZoneInfo(event.timezone) if event else None):%H:%M:%S}"

    def _toggle_camera(self) -> None:
        self.switch_camera(on=not self.feed.is_on)

    def _keep_gate(self) -> None:
        self._place.preferences.keep(GATE, self.gate.text().strip() or FIRST_GATE)

    def _lay_out_filters(self) -> None:
        self.gate.setPlaceholderText("Gate")
        self.gate.setAccessibleName("Gate")
        self.gate.setFixedWidth(space(48))
        self.add_filter(self.events)
        self.add_filter(label("Gate", Look.MUTED))
        self.add_filter(self.gate)

    def _hero_widget(self) -> QWidget:
        self.retry.hide()
        left = QVBoxLayout()
        left.setSpacing(space(3))
        left.addWidget(self.board, 1)
        left.addWidget(self.retry)
        left.addWidget(self.number)
        side = QWidget()
        side.setFixedWidth(SIDE)
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(space(3))
        right.addWidget(self.camera)
        self._latest.addWidget(_nobody_yet())
        self._latest.addWidget(self.table)
        right.addWidget(self._latest, 1)
        hero = QWidget()
        across = QHBoxLayout(hero)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(space(5))
        across.addLayout(left, 1)
        across.addWidget(side)
        hero.setFocusProxy(self.number)
        return hero


def _nobody_yet() -> QWidget:
    card = frame("card")
    layout = QVBoxLayout(card)
    layout.addWidget(EmptyState(Empty("users", "Nobody yet", "Answers of every gate appear here.")))
    return card
