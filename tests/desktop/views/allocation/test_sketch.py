"""Strokes that are made while others are on their way to the database."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from core.domain.errors import Outage, Refusal
from core.domain.holds.painting import Painting, bare
from core.domain.holds.uses import blocked
from core.services.holds.plans import PlanInFull, PlanRow
from desktop.desk import Desk
from desktop.views.allocation.sketch import Sketch
from tests.desktop.late_answers import LateTasks, late_answers

ON_PLAN = UUID(int=7)


def plan(name: str = "Stalls", version: int = 1) -> PlanRow:
    at = datetime(2026, 11, 22, tzinfo=UTC)
    return PlanRow(uuid4(), UUID(int=1), name, version, at, None, None, can_undo=False)


def painted(*ranks: int) -> Painting:
    return bare(10).with_use(ranks, blocked())


@pytest.fixture
def late(desk: Desk) -> LateTasks:
    return late_answers(desk)


@pytest.fixture
def sketch(desk: Desk, late: LateTasks) -> Sketch:
    assert late
    made = Sketch(desk, desk)
    made.open(PlanInFull(plan(), bare(10), ON_PLAN))
    return made


def test_strokes_made_while_others_are_stored_are_stored_though_the_plan_is_left(
    sketch: Sketch, late: LateTasks
) -> None:
    first = sketch.plan
    assert first is not None
    sketch.stroke(painted(0))
    sketch.store()
    sketch.stroke(painted(0, 1))
    sketch.open(PlanInFull(plan("Circle"), bare(10), ON_PLAN))
    late.answer(0, replace(first, version=2))
    again = len(late.asked)
    late.answer(1, replace(first, version=3))

    assert (again, sketch.storing, sketch.unsaved) == (2, False, None)


@pytest.mark.parametrize("refused", [True, False])
def test_what_is_stored_already_is_not_stored_again(
    sketch: Sketch, late: LateTasks, *, refused: bool
) -> None:
    first = sketch.plan
    assert first is not None
    sketch.stroke(painted(0))
    sketch.store()
    sketch.open(None)
    if refused:
        late.fail(0, Refusal("Somebody else changed it."))
    else:
        late.answer(0, replace(first, version=2))

    assert (len(late.asked), sketch.storing) == (1, False)


def test_strokes_on_a_plan_that_somebody_else_changed_are_not_stored_later(
    sketch: Sketch, late: LateTasks
) -> None:
    sketch.stroke(painted(0))
    sketch.store()
    sketch.stroke(painted(0, 1))
    circle = plan("Circle")
    sketch.open(PlanInFull(circle, bare(10), ON_PLAN))
    late.fail(0, Refusal("Somebody else changed it."))
    sketch.stroke(painted(2))
    sketch.store()
    late.answer(1, replace(circle, version=2))

    assert len(late.asked) == 2


def test_strokes_outlive_an_outage(sketch: Sketch, late: LateTasks) -> None:
    lost: list[str] = []
    sketch.lost.connect(lambda: lost.append("lost"))
    sketch.stroke(painted(0))
    sketch.store()
    late.fail(0, Outage("No answer."))
    kept = sketch.unsaved
    sketch.store()

    assert (lost, kept is not None, len(late.asked)) == ([], True, 2)
