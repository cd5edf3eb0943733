"""Widgets in lines: as many as fit at their least, none over another, none beyond the edge."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.flow_layout import FlowLayout

GAP = 8
Sizes = tuple[int, int]
"""The least width of a field and what it asks for."""


class Field(QWidget):
    def __init__(self, least: int, asked: int) -> None:
        super().__init__()
        self.least, self.asked = least, asked

    def minimumSizeHint(self) -> QSize:
        return QSize(self.least, 20)

    def sizeHint(self) -> QSize:
        return QSize(self.asked, 20)


def laid_out(fields: list[Sizes], width: int, *, right: bool = False) -> list[QRect]:
    """Where fields are in a place of this width."""
    place = QWidget()
    flow = FlowLayout(place, right=right)
    made = [Field(*sizes) for sizes in fields]
    for field in made:
        flow.addWidget(field)
    flow.setGeometry(QRect(0, 0, width, flow.heightForWidth(width)))
    return [field.geometry() for field in made]


@pytest.mark.parametrize(
    ("width", "places"),
    [
        (400, [(0, 0, 200), (208, 0, 100)]),  # what they ask for
        (250, [(0, 0, 142), (150, 0, 100)]),  # the first gives way
        (150, [(0, 0, 150), (0, 28, 100)]),  # a line each
    ],
)
@pytest.mark.usefixtures("qapp")
def test_line_is_shared_before_it_is_broken(width: int, places: list[tuple[int, ...]]) -> None:
    found = laid_out([(100, 200), (100, 100)], width)

    assert [(each.x(), each.y(), each.width()) for each in found] == places


@pytest.mark.usefixtures("qapp")
def test_lines_stand_at_the_right_where_that_is_wanted() -> None:
    found = laid_out([(50, 50), (60, 60), (90, 90)], 130, right=True)

    assert [(each.x(), each.y()) for each in found] == [(12, 0), (70, 0), (40, 28)]


@given(
    fields=st.lists(st.tuples(st.integers(1, 300), st.integers(1, 600)), min_size=1, max_size=8),
    width=st.integers(1, 900),
    right=st.booleans(),
)
@pytest.mark.usefixtures("qapp")
def test_nothing_lies_over_another_or_beyond_the_edge(
    fields: list[Sizes], width: int, *, right: bool
) -> None:
    found = laid_out([(least, max(least, asked)) for least, asked in fields], width, right=right)

    assert not any(one.intersects(other) for one, other in combinations(found, 2))
    assert all(each.left() >= 0 and each.right() < width for each in found)


def test_widget_put_first_is_laid_out_first(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    flow = FlowLayout(place)
    flow.addWidget(Field(40, 40))
    first = Field(30, 30)
    flow.insert_widget(0, first)
    flow.setGeometry(QRect(0, 0, 200, 20))

    second = flow.itemAt(1)
    assert second is not None
    assert (first.x(), second.geometry().x()) == (0, 30 + GAP)
    assert first.parent() is place
