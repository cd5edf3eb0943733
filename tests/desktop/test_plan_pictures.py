"""A plan's pictures on live maps: read once, after the seats, and not again with what changes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from core.domain.venues.editing.house import set_background
from core.domain.venues.extras import Background
from core.services.events.creating import EventDraft, create_event
from core.services.events.queries import EventRow, one_event
from core.services.venues.creating import create_venue
from core.services.work import Work, new_key
from desktop.desk import Desk
from desktop.maps import LiveSeatMap
from desktop.tasks import Tasks
from tests.clock import NOW
from tests.desktop.inline import InlineTasks
from tests.desktop.painted import data_uri, quarters
from tests.services.plans import grid_plan


class Reads:
    """A desk on the test's transaction that counts its readings."""

    def __init__(self, work: Work, tasks: Tasks) -> None:
        self.count = 0
        self._work = work
        self.desk = Desk(tasks, self._begin, self._read)

    @contextmanager
    def _begin(self) -> Iterator[Work]:
        yield self._work

    @contextmanager
    def _read(self) -> Iterator[Session]:
        self.count += 1
        yield self._work.session


class Later:
    """Holds tasks back until they are let go, one by one."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def run(self, owner: QObject, work: Callable[[], Any], **ends: Callable[[Any], None]) -> None:
        inline = InlineTasks()
        self.waiting.append(lambda: inline.run(owner, work, **ends))

    def let_go(self) -> None:
        """Run the one that has waited longest."""
        self.waiting.pop(0)()


def gala(work: Work, picture: str) -> EventRow:
    """An event in a house whose plan lies over this picture."""
    plan = set_background(grid_plan(), Background("", 0, 0, 1_500, 0.5), picture).plan
    venue = create_venue(work, plan, key=new_key(), name=picture[-40:])
    draft = EventDraft("Gala", venue.id, NOW, NOW + timedelta(hours=2), "Europe/Berlin")
    return one_event(work.session, create_event(work, draft, key=new_key()).id)


@pytest.fixture
def shown(dressed: QApplication, qtbot: QtBot) -> Callable[[Desk], LiveSeatMap]:
    assert dressed

    def show(desk: Desk) -> LiveSeatMap:
        made = LiveSeatMap(desk, clock=lambda: NOW)
        qtbot.addWidget(made)
        made.show()
        return made

    return show


Shown = Callable[[Desk], LiveSeatMap]


def width_of(live: LiveSeatMap) -> int:
    """How many pixels wide the picture under the map is; 0 without one."""
    return live.view.picture.sizes[0].width() if live.view.picture else 0


def test_background_is_read_once_for_all_maps_of_a_plan(work: Work, shown: Shown) -> None:
    event = gala(work, data_uri(quarters()))
    reads = Reads(work, InlineTasks())
    one, other = shown(reads.desk), shown(reads.desk)

    one.show_event(event)
    assert one.view.picture is not None
    assert reads.count == 2  # the map, then its picture

    one.refresh_now()
    one.read_again()
    assert reads.count == 4  # what changed, then how all seats stand

    other.show_event(event)
    assert other.view.picture is one.view.picture
    assert reads.count == 5


def test_map_of_a_broken_picture_is_a_map_without(work: Work, shown: Shown) -> None:
    event = gala(work, "data:image/png;base64,iVBORw0KGgo=")
    live = shown(Reads(work, InlineTasks()).desk)

    live.show_event(event)

    assert live.view.picture is None
    assert len(live.view.plan) == 20
    live.view.apply_changes(np.array([0]), np.array([4], np.uint8))


def test_picture_of_a_plan_that_is_gone_meanwhile_is_not_shown(work: Work, shown: Shown) -> None:
    first, second = gala(work, data_uri(quarters())), gala(work, data_uri(quarters(40, 30)))
    tasks = Later()
    live = shown(Reads(work, tasks).desk)
    live.show_event(first)
    tasks.let_go()
    live.show_event(second)
    _picture_of_first, plan_of_second = tasks.waiting
    tasks.waiting = [plan_of_second, _picture_of_first]

    tasks.let_go()
    tasks.let_go()
    assert width_of(live) == 0
    tasks.let_go()
    assert width_of(live) == 40
