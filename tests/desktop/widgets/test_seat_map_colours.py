"""What each colouring says of each seat, in codes and in words, whatever it looks like."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.domain.money import Money, currency_digits
from desktop.widgets.clickable import Clickable
from desktop.widgets.seat_map import SeatMapPanel, SeatMapView, SeatStates, SeatStatus
from desktop.widgets.seat_map.color_by import SAFE_WORDS, ColorBySwitch
from desktop.widgets.seat_map.color_modes import (
    KIND_MARKS,
    MOST_ENTRIES,
    NO_VALUE,
    Coloring,
    ColorMode,
)
from desktop.widgets.seat_map.color_modes_making import (
    Kinds,
    by_age,
    by_hold,
    by_level,
    by_margin,
    by_mark_up,
    by_price,
    by_source,
    by_status,
)
from desktop.widgets.seat_map.color_modes_ranges import amount_text, money_ranges
from desktop.widgets.seat_map.figure_texts import FigureTexts
from desktop.widgets.seat_map.labels import FigureSheet
from desktop.widgets.seat_map.sprites import SELECTED
from tests.desktop.widgets.seat_map_modes import busy_states, colorings, coloured_house

S = SeatStatus
AVAILABLE = [S.AVAILABLE] * 5


def states(
    status: list[SeatStatus], price: list[int] | None = None, currency: str = "EUR"
) -> SeatStates:
    prices = None if price is None else np.array(price, np.int64)
    return SeatStates(np.array(status, np.uint8), prices, currency=currency)


def words(coloring: Coloring, made: SeatStates) -> list[str]:
    """What each seat's colour means."""
    return [coloring.entries[code].words for code in coloring.codes(made.status).tolist()]


def numbers(*values: int) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return np.array(values, np.int64)


def test_status_says_the_status() -> None:
    made = states(list(S))

    assert words(by_status(made), made) == [
        *("Not owned", "Available", "Held", "Reserved", "Sold", "Blocked", "Returned"),
        "Not on sale yet",
    ]


def test_few_prices_get_a_range_each() -> None:
    made = states(AVAILABLE, [2500, 4000, 2500, 6050, -1])

    coloring = by_price(made)

    assert words(coloring, made) == ["25 EUR", "40 EUR", "25 EUR", "60.50 EUR", "No price"]
    assert coloring.unit == "EUR"


def test_many_prices_get_ranges_with_round_breaks() -> None:
    prices = [n * 100 for n in range(23, 178)]
    made = states([S.AVAILABLE] * len(prices), prices)

    found = by_price(made)

    assert [entry.words for entry in found.entries[: found.telling]] == [
        *("up to 49 EUR", "50–79 EUR", "80–119 EUR", "120–149 EUR", "from 150 EUR"),
    ]


def test_sold_seats_and_those_of_others_stand_back_from_prices() -> None:
    made = states([S.SOLD, S.NOT_OWNED, S.RETURNED, S.RESERVED, S.HELD], [100] * 5)

    assert words(by_price(made), made) == ["Sold", "Not owned", "Not owned", "1 EUR", "1 EUR"]


def test_ranges_are_made_of_what_is_in_stock() -> None:
    made = states([S.AVAILABLE, S.SOLD, S.NOT_OWNED, S.HELD, S.BLOCKED], [1, 2, 3, 400, 500])

    coloring = by_price(made)

    assert [e.words for e in coloring.entries[: coloring.telling]] == ["0.01 EUR", "4 EUR", "5 EUR"]


def test_margin_is_retail_less_cost_and_losses_have_their_own_colour() -> None:
    made = states(AVAILABLE, [5000, 5000, 5000, 5000, -1])

    coloring = by_margin(made, numbers(3000, 5000, 5001, -1, 3000))

    assert words(coloring, made) == [
        *("20 EUR", "0 EUR", "Below cost", "No price yet", "No price yet"),
    ]
    assert coloring.words(0, S.AVAILABLE) == "20 EUR"


def test_mark_up_is_in_per_cent_of_cost() -> None:
    made = states(AVAILABLE, [3300, 4500, 6000, 2999, 100])

    coloring = by_mark_up(made, numbers(3000, 3000, 3000, 3000, 0))

    assert words(coloring, made) == [
        *("10–24 %", "50–99 %", "from 100 %", "Below cost", "from 100 %"),
    ]
    assert coloring.words(1, S.AVAILABLE) == "50 %"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "0–7 days"),
        (7, "0–7 days"),
        (8, "8–30 days"),
        (31, "31–60 days"),
        (90, "61–90 days"),
        (91, "over 90 days"),
        (-1, "Not received"),
    ],
)
def test_age_falls_into_its_range_of_days(days: int, said: str) -> None:
    made = states([S.AVAILABLE])

    assert words(by_age(numbers(days)), made) == [said]


def test_suppliers_colour_sold_seats_too_and_the_largest_comes_first() -> None:
    made = states([S.SOLD, S.AVAILABLE, S.AVAILABLE, S.NOT_OWNED, S.HELD])
    sources = Kinds(np.array([0, 1, 1, -1, -1], np.int32), ("Arena", "Bühne"))

    coloring = by_source(ColorMode.SUPPLIER, made, sources)

    assert words(coloring, made) == ["Arena", "Bühne", "Bühne", "Not owned", "Unknown"]
    assert coloring.entries[0].words == "Bühne"


def test_more_than_eight_kinds_share_one_look() -> None:
    made = states([S.AVAILABLE] * 11)
    names = tuple(f"PO-{n:02}" for n in range(11))

    found = by_source(ColorMode.ORDER, made, Kinds(np.arange(11, dtype=np.int32), names))

    assert words(found, made) == [*names[:8], *("3 others",) * 3]
    assert len({entry.look.mark for entry in found.entries[:8]}) == len(KIND_MARKS) == 8


def test_holds_say_their_reason_and_all_others_that_they_are_free() -> None:
    made = states([S.HELD, S.BLOCKED, S.AVAILABLE, S.SOLD, S.NOT_OWNED])
    reasons = Kinds(np.array([0, -1, 0, -1, -1], np.int32), ("Press",))

    coloring = by_hold(made, reasons)

    assert words(coloring, made) == [
        *("Press", "No reason given", "Not held", "Not held", "Not owned"),
    ]


def test_levels_colour_every_seat() -> None:
    made = replace(
        states([S.SOLD, S.NOT_OWNED, S.AVAILABLE]),
        level=np.array([1, 0, -1], np.int16),
        levels=("Gold", "Silver"),
    )

    assert words(by_level(made), made) == ["Silver", "Gold", "No price level"]


def test_a_change_of_status_needs_no_new_colouring() -> None:
    made = states([S.AVAILABLE] * 2, [100, 200])
    coloring = by_price(made)

    sold = coloring.codes(np.array([S.SOLD, S.AVAILABLE], np.uint8))

    assert [coloring.entries[code].words for code in sold.tolist()] == ["Sold", "2 EUR"]
    assert coloring.code(0, S.SOLD) == sold[0]


def test_maps_without_prices_have_nothing_to_colour() -> None:
    made = states([S.AVAILABLE, S.SOLD])

    assert words(by_price(made), made) == ["No price", "Sold"]
    assert words(by_margin(made, numbers(100, 100)), made) == ["No price yet", "Sold"]


@pytest.mark.parametrize("mode", list(ColorMode))
def test_every_entry_of_a_mode_differs_without_its_colour(mode: ColorMode) -> None:
    entries = colorings()[mode].entries

    looks = [(entry.look.mark, entry.look.share) for entry in entries]

    assert len(set(looks)) == len(looks) <= MOST_ENTRIES <= SELECTED


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (123456, "EUR", "1,234.56"),
        (120000, "EUR", "1,200"),
        (-950, "EUR", "−9.50"),
        (1500, "JPY", "1,500"),
        (12345, "KWD", "12.345"),
        (12000, "KWD", "12"),
    ],
)
def test_amounts_have_the_digits_of_their_currency(amount: int, currency: str, said: str) -> None:
    assert amount_text(amount, currency, whole=True) == said


@given(amount=st.integers(-(10**9), 10**9), currency=st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_amounts_read_as_money_does_elsewhere(amount: int, currency: str) -> None:
    money = Money(Decimal(amount).scaleb(-currency_digits(currency)), currency)

    assert f"{amount_text(amount, currency)} {currency}" == money.text().replace("-", "−")


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=200))
def test_every_price_lies_in_the_range_that_names_it(prices: list[int]) -> None:
    values = np.array(prices, np.int64)

    ranges = money_ranges(values, "EUR")

    found = ranges.of(values)
    assert len(ranges.words) == len(ranges.breaks) + 1 <= 5
    assert list(ranges.breaks) == sorted(set(ranges.breaks))
    assert len(set(found.tolist())) == len(ranges.words)


@given(st.lists(st.sampled_from(list(S)), min_size=1, max_size=40), st.integers(0, 10**6))
def test_every_seat_is_counted_once(status: list[SeatStatus], seed: int) -> None:
    rng = np.random.default_rng(seed)
    made = replace(
        states(status, rng.integers(-1, 20_000, len(status)).tolist()),
        level=rng.integers(-1, 2, len(status)).astype(np.int16),
        levels=("Gold", "Silver"),
    )
    kinds = Kinds(rng.integers(-1, 12, len(status)).astype(np.int32), tuple("ABCDEFGHIJKL"))
    costs = rng.integers(-1, 20_000, len(status))

    for coloring in (
        *(by_status(made), by_price(made), by_level(made), by_margin(made, costs)),
        *(by_mark_up(made, costs), by_hold(made, kinds)),
        by_source(ColorMode.SUPPLIER, made, kinds),
    ):
        counts = np.bincount(coloring.codes(made.status), minlength=len(coloring.entries))
        assert counts.sum() == len(status)
        assert len(counts) == len(coloring.entries)


def test_seats_without_a_price_have_no_figure() -> None:
    figures = by_status(states(AVAILABLE, [100, -1, 0, -1, 5])).figures

    assert figures is not None
    assert (figures.values == NO_VALUE).tolist() == [False, True, False, True, False]


def test_seat_says_what_its_colour_means(qtbot: QtBot) -> None:
    view = SeatMapView()
    qtbot.addWidget(view)
    view.set_plan(coloured_house())
    view.set_states(busy_states())
    assert view.seat_words(2) == "Stalls, row A, seat 3, Available, 25.00 EUR"

    view.color_by(colorings()[ColorMode.MARGIN])
    view.fill_card(2)

    assert view.seat_words(2) == ("Stalls, row A, seat 3, Available, 25.00 EUR, Margin: −2.50 EUR")
    assert view.card.words()[-1] == (
        "Gold  ·  VIP  ·  Restricted view: Pillar  ·  Margin: −2.50 EUR"
    )


def test_colours_of_another_plan_are_refused(qtbot: QtBot) -> None:
    view = SeatMapView()
    qtbot.addWidget(view)

    with pytest.raises(ValueError, match="96 colours for 0 seats"):
        view.color_by(colorings()[ColorMode.PRICE])


def test_legend_shows_what_seats_wear_and_tells_what_was_clicked(qtbot: QtBot) -> None:
    panel = SeatMapPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.view.set_plan(coloured_house())
    panel.view.set_states(busy_states())
    panel.view.color_by(colorings()[ColorMode.ORDER])
    panel.show()
    qtbot.waitExposed(panel)
    entries = [entry for entry in panel.legend.findChildren(Clickable) if entry.isVisible()]
    assert [entry.accessibleName() for entry in entries] == ["PO-1", "PO-2", "Not owned"]

    QTest.mouseClick(entries[1], Qt.MouseButton.LeftButton)
    second = panel.view.selection.tolist()
    QTest.mouseClick(entries[0], Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier)

    assert second == panel.view.entry_seats(1).tolist()
    assert len(second) > 0


def test_switch_offers_modes_and_tells_what_was_chosen(qtbot: QtBot) -> None:
    switch = ColorBySwitch()
    qtbot.addWidget(switch)
    switch.offer((ColorMode.STATUS, ColorMode.AGE))
    words = [action.text() for action in switch.menu().actions() if action.text()]

    with qtbot.waitSignal(switch.mode_chosen) as told:
        switch.menu().actions()[1].trigger()

    assert words == ["By status", "By age in stock", SAFE_WORDS]
    assert told.args == [ColorMode.AGE]
    assert (switch.text(), switch.mode) == ("By age in stock", ColorMode.AGE)
    assert switch.shortcut().toString() == "Alt+C"


def test_legend_of_the_counter_shows_seats_instead_of_selecting(qtbot: QtBot) -> None:
    panel = SeatMapPanel()
    qtbot.addWidget(panel)
    panel.legend.selects = False
    panel.view.set_plan(coloured_house())
    panel.view.set_states(busy_states())
    panel.view.color_by(colorings()[ColorMode.ORDER])
    others = panel.view.entry_seats(0)

    panel.legend.chosen.emit(1, False)

    assert len(panel.view.selection) == 0
    assert not panel.view.index.seats_shown[others].any()
    assert panel.view.index.seats_shown[panel.view.entry_seats(1)].all()

    panel.legend.chosen.emit(1, False)
    assert panel.view.index.seats_shown.all()


def test_another_mode_and_escape_show_all_seats_again(qtbot: QtBot) -> None:
    panel = SeatMapPanel()
    qtbot.addWidget(panel)
    panel.legend.selects = False
    panel.view.set_plan(coloured_house())
    panel.view.set_states(busy_states())
    panel.legend.chosen.emit(1, False)

    panel.view.color_by(colorings()[ColorMode.PRICE])
    assert panel.view.index.seats_shown.all()

    panel.legend.chosen.emit(1, False)
    assert panel.view.let_go()
    assert panel.view.index.seats_shown.all()


def test_figures_are_left_out_where_nobody_could_read_them(qapp: QApplication) -> None:
    figures = by_status(states(AVAILABLE, [2500, 123_456_78, -1, 12_50, 2500])).figures
    assert figures is not None
    sheet = FigureSheet(FigureTexts(figures), ["#000000"], 40.0, qapp.font())

    assert sheet.readable(np.arange(5, dtype=np.int32)).tolist() == [
        *(True, False, False, True, True),
    ]
