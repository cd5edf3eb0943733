"""AllocationScreen: paint a plan onto the live map, see what it changes, apply it, take it back."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from core.domain.holds.comparing import Comparison, Present, compare
from core.domain.holds.painting import Painting
from core.domain.staff import Permission
from core.services.events.queries import EventRow
from core.services.holds.plans import PlanInFull, PlanRow, plan_in_full
from core.services.holds.standing import present_seats
from core.services.holds.templates import CarriedPlan
from desktop.maps import LiveSeatMap
from desktop.theme import Tone, space
from desktop.views.allocation.applying import Applying, barred
from desktop.views.allocation.brush import Brush
from desktop.views.allocation.changes import ChangesPanel
from desktop.views.allocation.lists import Lists, all_lists
from desktop.views.allocation.looks import by_changes, by_levels, by_uses
from desktop.views.allocation.notices import KEYS, no_plan
from desktop.views.allocation.palette import Palette
from desktop.views.allocation.plan_bar import PlanBar
from desktop.views.allocation.sketch import Sketch
from desktop.views.allocation.view_switch import Shown, ViewSwitch
from desktop.views.allocation.wording import carried_words
from desktop.views.event.holding import HoldSeats
from desktop.views.event_chooser import EventChooser
from desktop.views.levels import KEY as LEVELS_KEY
from desktop.views.levels import PriceLevelsDialog
from desktop.views.no_events import no_events
from desktop.views.page import Page
from desktop.words import number_text
from desktop.workplace import Workplace

Ranks = npt.NDArray[np.intp]


class AllocationScreen(Page):
    """One plan of one event at a time."""

    tables = frozenset(
        {
            "event_seats",
            "holds",
            "allocation_plans",
            "allocation_templates",
            "presales",
            "price_levels",
            "events",
        }
    )

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace.desk, "Allocation")
        self.workplace = workplace
        self.event_shown: EventRow | None = None
        self.lists = Lists()
        self.present: Present | None = None
        self.comparison: Comparison | None = None
        self._opening: UUID | None = None
        self.chooser = EventChooser(workplace.desk, workplace.clock)
        self.bar = PlanBar(workplace)
        self.map = LiveSeatMap(workplace.desk, clock=workplace.clock)
        self.switch = ViewSwitch()
        self.palette_shown = Palette()
        self.changes = ChangesPanel()
        self.holding = HoldSeats(workplace, self.map)
        self.sketch = Sketch(workplace.desk, self)
        self.brush = Brush(self, self.map, self.sketch, self.switch)
        self.applying = Applying(self, self.sketch)
        self.add_action("Presales…", self.bar.ask_presales, icon="star", shortcut="F4")
        if workplace.may(Permission.MANAGE_EVENTS):
            self.add_action("Price levels…", self.ask_levels, icon="tag", shortcut=LEVELS_KEY)
        self._arrange()

    def open_record(self, event_id: UUID) -> None:
        """Show the event that another screen came from."""
        self.chooser.choose(event_id)

    def ask_levels(self) -> None:
        """Show the event's price levels, to be added, changed and put on seats (Ctrl+L)."""
        if self.event_shown is not None:
            PriceLevelsDialog(self.desk, self.event_shown, parent=self).open()

    # Reading

    def refresh(self) -> None:
        event = self.event_shown
        if event is None:
            return
        now = self.workplace.clock()
        self.ask(all_lists(event), self._show_lists, part="lists")
        self.ask(
            lambda session: (event.id, present_seats(session, event.id, now=now)),
            self._show_present,
            part="present",
        )

    def show_event(self, event: EventRow) -> None:
        """Show this event from now on."""
        another = event.id != self.event_id
        self.event_id, self.event_shown, self.bar.of_event = event.id, event, event
        if another:
            self.sketch.store()
            self.sketch.open(None)
            self.present = self.comparison = None
            self.map.view.clear_selection()
            self.banner.hide()
        self.map.show_event(event)
        self.bar.show()
        self.refresh_now()

    def _show_lists(self, lists: Lists) -> None:
        event = self.event_shown
        if event is None or lists.event_id != event.id:
            return
        self.lists = lists
        self.bar.show_plans(lists.plans, lists.templates)
        self.palette_shown.offer(lists.levels, lists.presales, event.start)
        self._show_plan(lists.plans)

    def _show_plan(self, plans: Sequence[PlanRow]) -> None:
        """Follow the plan in work, or open one."""
        mine = self.sketch.plan
        wanted = self._opening or (mine.id if mine else None)
        row = next((plan for plan in plans if plan.id == wanted), plans[0] if plans else None)
        if row is None:
            self.sketch.open(None)
            self._nothing_planned()
            return
        self.show_hero()
        known = mine is not None and mine.id == row.id and self._opening is None
        if known and (self.sketch.unsaved or self.sketch.storing):
            self.sketch.store()  # should an outage have kept it from being stored
            return
        if known and mine is not None and mine.version > row.version:
            return  # listed before it was stored
        if known and mine is not None and mine.version == row.version:
            self.sketch.follow(row)
            self.bar.show_plan(row)
            self._show_state()
        else:
            self.open_plan(row)

    def open_plan(self, row: PlanRow) -> None:
        """Read a plan with its painting and show it."""
        self.sketch.store()
        self._read(row)

    def _read(self, row: PlanRow) -> None:
        self._opening = row.id
        read = partial(plan_in_full, plan_id=row.id)
        self.ask(read, partial(self._opened, self.sketch.painting), part="plan")

    def _opened(self, before: Painting, found: PlanInFull) -> None:
        """Show it; strokes that were made while it was read are stored first."""
        if found.row.event_id != self.event_id:
            return
        self._opening = None
        known = self.sketch.plan is not None and self.sketch.plan.id == found.row.id
        if known and self.sketch.painting is not before:
            return
        if not known:
            self.sketch.store()
        self.sketch.open(found)
        self.bar.show_plan(found.row)

    def _show_present(self, answer: tuple[UUID, Present]) -> None:
        event_id, present = answer
        if event_id == self.event_id:
            self.present = present
            self._show_state()

    def _carried(self, done: CarriedPlan) -> None:
        if words := carried_words(done):
            self.banner.say(words, Tone.WARNING)

    # Showing

    def _show_state(self) -> None:
        """Everything that follows from the painting and from how the seats stand."""
        plan, painting = self.sketch.plan, self.sketch.painting
        seats = len(self.present.painting) if self.present else 0
        self.comparison = compare(self.present, painting.resized(seats)) if self.present else None
        self.palette_shown.show_counts(painting)
        if self.switch.shown is Shown.NOW:
            self.changes.show_present(self.present)
        else:
            self.changes.show_comparison(self.comparison, self.lists.level_names)
        self._show_actions(plan)
        self._show_colors()

    def _show_actions(self, plan: PlanRow | None) -> None:
        found = self.comparison
        self.applying.show_plan(plan, found, self.lists.level_names)
        totals = [
            ("Painted", number_text(len(self.sketch.painting.painted()))),
            ("In the way", number_text(barred(found))),
            ("Would change", number_text(len(found.changed) if found else 0)),
        ]
        self.show_totals(totals if plan is not None else [])

    def _show_colors(self) -> None:
        """Colour the map by what the switch says, once map and plan belong together."""
        seats = len(self.map.view.plan)
        if self.present is None or len(self.present.painting) != seats or self.sketch.plan is None:
            return
        painting = self.brush.fitting(self.sketch.painting)
        if self.switch.shown is Shown.CHANGES and self.comparison is not None:
            self.map.view.color_by(by_changes(self.comparison, seats))
        elif self.switch.shown is Shown.LEVELS:
            self.map.view.color_by(by_levels(painting, self.lists.level_names))
        else:
            now = self.switch.shown is Shown.NOW
            self.map.view.color_by(by_uses(self.present.painting if now else painting))

    def _show_view(self) -> None:
        changes = self.switch.shown in (Shown.CHANGES, Shown.NOW)
        self._panels.setCurrentIndex(1 if changes else 0)
        self._offer_holding()
        self.show_panel(self.switch.title)
        self._show_state()

    def _pick(self, ranks: Sequence[int]) -> None:
        """Select the seats of a line of the side panel."""
        self.map.view.select_ranks(np.array(ranks, np.intp))
        self.map.setFocus()

    def _selected(self, ranks: Ranks) -> None:
        self.palette_shown.show_selected(len(ranks))
        self._offer_holding()

    def _offer_holding(self) -> None:
        """Beside how it is now, seats can be held and released at once, without a plan."""
        self.holding.show_for_selection()
        if self.switch.shown is not Shown.NOW:
            self.holding.hide()

    def _nothing_planned(self) -> None:
        self._show_state()
        self.hide_panel()
        self.show_empty(no_plan(self.bar.ask_new))

    def _nothing(self) -> None:
        self.event_shown = self.event_id = self.bar.of_event = None
        self.bar.hide()
        self.hide_panel()
        self.show_totals([])
        self.applying.hide()
        self.show_empty(no_events(self.workplace, "to be planned before they go on sale"))

    def _arrange(self) -> None:
        self._panels = QStackedWidget()
        self._panels.addWidget(self.palette_shown)
        beside = QWidget()
        lines = QVBoxLayout(beside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(space(4))
        lines.addWidget(self.changes, 1)
        lines.addWidget(self.holding)
        self._panels.addWidget(beside)
        self.set_panel(self._panels, title=self.switch.title, closable=False)
        self.set_hero(self.map)
        self.add_filter(self.chooser)
        self.add_filter(self.bar)
        self.map.panel.color_by.hide()
        self.map.panel.tools.add_switch(self.switch)
        self._connect()
        self.keys = list(KEYS)

    def _connect(self) -> None:
        view = self.map.view
        self.chooser.picked.connect(self.show_event)
        self.chooser.nothing.connect(self._nothing)
        self.bar.picked.connect(self.open_plan)
        self.bar.made.connect(self._open_made)
        self.bar.carried.connect(self._carried)
        self.palette_shown.chosen.connect(self.brush.choose)
        self.changes.picked.connect(self._pick)
        self.changes.leave_out.clicked.connect(
            lambda _on=False: self.brush.leave_out(self.comparison)
        )
        self.switch.turned.connect(self._show_view)
        self.sketch.changed.connect(self._sketched)
        self.sketch.lost.connect(self._lost)
        self.map.loaded.connect(self._map_loaded)
        view.selection_changed.connect(self._selected)
        view.states_changed.connect(self._show_colors)
        view.states_changed.connect(self._offer_holding)
        QShortcut(QKeySequence("F3"), self, self.chooser.picker.open)
        self.brush.take_keys(self.palette_shown)

    def _open_made(self, plan: PlanRow) -> None:
        if plan.event_id == self.event_id:
            self._opening = plan.id
        self.refresh_now()

    def _sketched(self) -> None:
        if self.sketch.plan is not None:
            self._show_view()
        else:
            self._show_state()

    def _lost(self) -> None:
        """Somebody changed the plan, or the event moved: read it again, as the refusal says."""
        if self.sketch.plan is not None:
            self._read(self.sketch.plan)

    def _map_loaded(self) -> None:
        """The event may be on another version of the venue's plan now: the painting follows."""
        if self.sketch.plan is not None and self.sketch.on_plan != self.map.plan_shown:
            self._read(self.sketch.plan)
