"""Receiving: what the supplier's list says, what it will mark on the map, and then for good."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.services.purchasing.list_files import list_as_text
from core.services.purchasing.previewing import (
    DeliveryPreview,
    OpenReceipt,
    open_receipt,
    preview_delivery,
)
from core.services.purchasing.receiving import DeliveredSeat, LineDelivery, ReceiptRow
from desktop.attempts import Attempts
from desktop.controls import IconLabel, Look, label, rename, row
from desktop.dialogs import ask_for_file
from desktop.feedback import Empty
from desktop.forms import Field, Pick
from desktop.operations import purchasing
from desktop.operations.purchasing import DeliveryDraft
from desktop.theme import space
from desktop.views.page import Page
from desktop.views.purchasing.preview_map import PreviewMap
from desktop.views.purchasing.seat_lists import SeatLists
from desktop.widgets.seat_map import SeatMapPlan, plan_of
from desktop.words import count, money_text, number_text
from desktop.workplace import Workplace

LISTS_WIDTH = 360
FILES = "Seat lists (*.csv *.xlsx *.xlsm *.txt *.tsv);;All files (*)"
FINAL = "Receiving can't be undone. Seats that turn out wrong go back with a return."


@dataclass(frozen=True)
class Opened:
    """An order ready to receive; `plan` is None where it is on the screen already."""

    receipt: OpenReceipt
    plan: SeatMapPlan | None


class ReceivePage(Page):
    """One order's delivery. `received` tells what was booked, `left` that the clerk goes back."""

    tables = frozenset({"event_seats", "purchase_orders", "purchase_order_lines"})
    received = Signal(object, object)
    left = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__(place.desk, "Receive seats")
        self._place = place
        self._order_id: UUID | None = None
        self._opened: OpenReceipt | None = None
        self._plan_of: UUID | None = None
        self.preview: DeliveryPreview | None = None
        self._attempts = Attempts()
        self._receiving = False
        self.event_pick: Pick[UUID] = Pick()
        self.event_pick.setAccessibleName("Event")
        self.lists = SeatLists()
        self.reference = QLineEdit()
        self.reference.setPlaceholderText("The supplier's delivery note, if any")
        self.map = PreviewMap(place.desk)
        self.add_action("Back to orders", self.left.emit, icon="chevron-left", shortcut="Esc")
        self.submit = self.main_action(
            "Receive seats", self.receive, icon="check", shortcut="Ctrl+Return"
        )
        self.set_hero(self._hero_widget())
        self.setAcceptDrops(True)
        self._connect()

    def open(self, order_id: UUID) -> None:
        """Start the receipt of an order's seats, with empty lists."""
        if order_id != self._order_id:
            self.lists.forget()
            self.reference.clear()
        self.drop()
        self._order_id, self._opened, self.preview = order_id, None, None
        self.event_pick.offer(())
        self.banner.hide()
        self.submit.setEnabled(False)
        self.refresh_now()

    def refresh(self) -> None:
        if self._order_id is not None:
            order_id, event_id, known = self._order_id, self.event_pick.value(), self._plan_of
            now = self._place.clock()
            self.ask(
                lambda session: with_plan(
                    open_receipt(session, order_id, event_id=event_id, now=now), known
                ),
                self._show,
            )

    def receive(self) -> None:
        """Book what the preview shows."""
        draft = self._draft()
        if draft is None or self._receiving:
            return
        self._receiving = True
        self.submit.setEnabled(False)
        key = self._attempts.key_for(draft)
        self.desk.start(
            self,
            purchasing.receive(draft, key=key),
            lambda receipt: self._done(draft, receipt),
            failed=lambda _error: self._refused(),
        )

    def receives(self, order_id: UUID) -> bool:
        """Whether it is this order's delivery."""
        return order_id == self._order_id

    def choose_file(self) -> QFileDialog:
        """Ask for a list file."""
        return ask_for_file(self, "Open a seat list", FILES, self.open_list)

    def open_list(self, file: Path) -> None:
        """Read a list file into the line that is shown."""
        line_id = self.lists.line.value()
        self.ask(
            lambda _session: list_as_text(file),
            partial(self.lists.take, line_id=line_id),
            part="file",
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        self.open_list(Path(files[0]))

    def _connect(self) -> None:
        self.lists.changed.connect(self._preview)
        self.lists.file_wanted.connect(self.choose_file)
        self.event_pick.picked.connect(lambda _event: self.refresh_now())
        self.event_pick.hide()
        shortcut = QShortcut(QKeySequence("Ctrl+O"), self, self.choose_file)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.add_key("Ctrl+O", "Open a list file")

    def _show(self, read: Opened) -> None:
        opened = self._opened = read.receipt
        order = opened.detail.row
        self.set_title(f"Receive {order.number}", f"{order.event}, from {order.supplier}")
        self.event_pick.offer(opened.events)
        self.event_pick.setVisible(len(opened.events) > 1)
        if not opened.lines or opened.floor is None:
            self.drop("lists")
            self.submit.setEnabled(False)
            self.show_totals([])
            self.show_empty(self._nothing_to_come())
            return
        self.show_hero()
        self.event_pick.set_value(opened.lines[0].event_id)
        if read.plan is not None:
            self._plan_of = opened.floor.venue.plan_id
            self.map.set_plan(read.plan, self._plan_of)
        self.lists.offer(opened.lines)
        self._preview()

    def _nothing_to_come(self) -> Empty:
        return Empty(
            "package",
            "No seats to come",
            "Seats are received once the supplier has confirmed the order, until all are here.",
            "Back to orders",
            self.left.emit,
        )

    def _preview(self) -> None:
        opened = self._opened
        if opened is None or opened.floor is None:
            return
        floor, lines, texts = opened.floor, opened.lines, self.lists.texts
        self.ask(
            lambda _session: preview_delivery(floor, lines, texts), self._show_preview, part="lists"
        )

    def _show_preview(self, preview: DeliveryPreview) -> None:
        self.preview = preview
        self.lists.show_preview(preview)
        self.map.show_marks(preview.marks)
        self.submit.setEnabled(preview.is_receivable and not self._receiving)
        quantity = preview.quantity
        rename(self.submit, f"Receive {count(quantity, 'seat')}" if quantity else "Receive seats")
        to_come = sum(one.line.open for one in preview.lines)
        totals = [
            ("Listed", number_text(quantity)),
            ("Still to come after it", number_text(max(0, to_come - quantity))),
        ]
        if preview.problems:
            totals.append(("Problems", number_text(len(preview.problems))))
        totals.append(("Cost", money_text(preview.cost)))
        self.show_totals(totals)

    def _draft(self) -> DeliveryDraft | None:
        preview = self.preview
        if preview is None or not preview.is_receivable or self._order_id is None:
            return None
        lines = tuple(
            LineDelivery(
                one.line.id,
                tuple(DeliveredSeat(seat.section, seat.row, seat.number) for seat in one.seats),
            )
            for one in preview.lines
            if one.seats
        )
        return DeliveryDraft(self._order_id, lines, self.reference.text().strip())

    def _done(self, draft: DeliveryDraft, receipt: ReceiptRow) -> None:
        self._receiving = False
        self._attempts.answered(draft)
        if self.receives(draft.order_id):
            self.drop("lists")
            self.lists.forget()
            self.reference.clear()
        else:
            self._preview()  # of the order that is being received by now
        self.received.emit(draft.order_id, receipt)

    def _refused(self) -> None:
        self._receiving = False
        self._preview()

    def _hero_widget(self) -> QWidget:
        lists = QWidget()
        lists.setFixedWidth(LISTS_WIDTH)
        inside = QVBoxLayout(lists)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(space(3))
        inside.addWidget(self.event_pick)
        inside.addWidget(self.lists, 1)
        inside.addWidget(Field("Delivery note", self.reference))
        final = row(IconLabel("info", size=16), label(FINAL, Look.SMALL, wrap=True), gap=2)
        final.setStretch(1, 1)
        inside.addLayout(final)
        hero = QWidget()
        across = QHBoxLayout(hero)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(space(5))
        across.addWidget(lists)
        across.addWidget(self.map, 1)
        hero.setFocusProxy(self.lists)
        return hero


def with_plan(opened: OpenReceipt, known: UUID | None) -> Opened:
    """The receipt with the plan to draw, unless that plan is on the screen already."""
    floor = opened.floor
    fresh = floor is not None and floor.venue.plan_id != known
    return Opened(opened, plan_of(floor.venue) if floor is not None and fresh else None)
