"""The map in the colours that its viewer may see, read from a real database and kept as chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.inventory.pricing import FixedPrice
from core.domain.money import Money
from core.domain.staff import Role
from core.services.inventory.pricing import Selection, set_retail_prices
from core.services.work import begin_work, new_key
from desktop.map_colors import HUES, Viewer, in_coins
from desktop.maps import LiveSeatMap
from desktop.widgets.seat_map.color_by import COST_MODES, OPEN_MODES
from desktop.widgets.seat_map.color_modes import MODE_WORDS, ColorMode
from desktop.widgets.seat_map.colors import Hues, map_hues
from tests.databases import TestDatabase
from tests.desktop.counters import Seating, event_on_sale, seated


@dataclass
class Looking:
    """Somebody who looks at 40 seats of ours at 50.00 that cost 30.00 each."""

    seating: Seating
    map: LiveSeatMap
    event_id: UUID

    def choose(self, mode: ColorMode) -> None:
        """Take a mode from the switch's menu."""
        switch, words = self.map.panel.color_by, f"By {MODE_WORDS[mode].lower()}"
        next(a for a in switch.menu().actions() if a.text() == words).trigger()

    def legend(self) -> dict[str, int]:
        """What the legend says, as far as seats are counted."""
        view = self.map.view
        codes = view.coloring.codes(view.statuses)
        entries = enumerate(view.coloring.entries)
        counts = {entry.words: int((codes == code).sum()) for code, entry in entries}
        return {words: count for words, count in counts.items() if count}

    def wait_for(self, legend: dict[str, int]) -> None:
        self.seating.bot.waitUntil(lambda: self.legend() == legend)


@pytest.fixture
def role() -> Role:
    return Role.MANAGER


@pytest.fixture
def looking(
    fresh_database: TestDatabase, tmp_path: Path, dressed: QApplication, qtbot: QtBot, role: Role
) -> Iterator[Looking]:
    assert dressed
    event_id = event_on_sale(fresh_database)
    title = "Event" if role is Role.MANAGER else "Box office"
    with seated(fresh_database, role, tmp_path, qtbot) as seating:
        screen = seating.window.open_titled(title)
        live = screen.findChild(LiveSeatMap) if screen is not None else None
        assert live is not None
        qtbot.waitUntil(lambda: live.view.counts()[1] == 40)
        yield Looking(seating, live, event_id)
    map_hues().wear(Hues.USUAL)


def test_manager_may_choose_every_mode(looking: Looking) -> None:
    assert looking.map.panel.color_by.modes == (*OPEN_MODES, *COST_MODES)


@pytest.mark.parametrize("role", [Role.BOX_OFFICE])
def test_counter_is_not_offered_what_seats_cost(looking: Looking) -> None:
    assert looking.map.panel.color_by.modes == OPEN_MODES


def test_each_mode_shows_what_was_read(looking: Looking) -> None:
    looking.choose(ColorMode.MARGIN)
    looking.wait_for({"20 EUR": 40})
    looking.choose(ColorMode.MARK_UP)
    looking.wait_for({"50–99 %": 40})
    looking.choose(ColorMode.HOLD)
    looking.wait_for({"Not held": 40})
    looking.choose(ColorMode.PRICE)
    looking.wait_for({"50 EUR": 40})
    looking.choose(ColorMode.ORDER)
    looking.seating.bot.waitUntil(lambda: looking.map.view.coloring.mode is ColorMode.ORDER)
    assert list(looking.legend().values()) == [40]


def test_new_prices_show_in_their_colours(looking: Looking) -> None:
    looking.choose(ColorMode.MARGIN)
    looking.wait_for({"20 EUR": 40})

    manager = looking.seating.database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        some = Selection(ranks=(0, 1, 2))
        price = FixedPrice(Money(Decimal("25.00"), "EUR"))
        set_retail_prices(work, looking.event_id, some, price, key=new_key())

    looking.wait_for({"Below cost": 3, "20 EUR": 37})


def test_legend_selects_the_seats_that_it_counts(looking: Looking) -> None:
    looking.map.panel.legend.chosen.emit(1, False)

    assert len(looking.map.view.selection) == 40


def test_choice_is_kept_for_the_next_time(looking: Looking) -> None:
    looking.choose(ColorMode.PRICE)
    looking.map.panel.color_by.hues_chosen.emit(Hues.SAFE)

    viewer = Viewer(looking.seating.person.actor, looking.seating.workplace.preferences, "event")
    assert viewer.mode is ColorMode.PRICE
    assert viewer.preferences.get(HUES) == Hues.SAFE
    assert map_hues().worn is Hues.SAFE


@pytest.mark.parametrize("role", [Role.BOX_OFFICE])
def test_kept_choice_counts_only_while_it_is_allowed(looking: Looking) -> None:
    viewer = Viewer(
        looking.seating.person.actor, looking.seating.workplace.preferences, "box office"
    )
    viewer.keep(ColorMode.MARGIN)

    assert viewer.mode is ColorMode.STATUS


@pytest.mark.parametrize(
    ("currency", "coins"), [("EUR", [1250, -1]), ("JPY", [12, -1]), ("KWD", [12500, -1])]
)
def test_hundredths_become_the_smallest_coins(currency: str, coins: list[int]) -> None:
    assert in_coins(np.array([1250, -1]), currency).tolist() == coins
