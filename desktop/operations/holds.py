"""What is done to seats without selling them: hold, block, release, plan, apply."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from core.domain.holds.painting import Painting
from core.services.events.queries import EventRow
from core.services.holds.applying import Applied, apply_plan, undo_plan
from core.services.holds.placing import (
    HoldDraft,
    SeatsChanged,
    block_seats,
    hold_seats,
    release_seats,
    restore_seats,
)
from core.services.holds.plans import (
    PlanRow,
    create_plan,
    delete_plan,
    paint_plan,
    rename_plan,
)
from core.services.holds.templates import (
    CarriedPlan,
    TemplateRow,
    delete_template,
    plan_from_template,
    save_template,
)
from core.services.work import Work, new_key
from desktop.desk import Operation
from desktop.words import count


@dataclass(frozen=True, slots=True)
class ChosenSeats:
    """Seats of an event by their ranks on the map that is on the screen."""

    event_id: UUID
    on_plan: UUID
    ranks: Sequence[int]


def hold(seats: ChosenSeats, draft: HoldDraft) -> Operation[SeatsChanged]:
    """Hold seats for somebody; can be taken back."""
    key = new_key()
    return _changing(
        lambda work: hold_seats(
            work, seats.event_id, seats.ranks, draft, on_plan=seats.on_plan, key=key
        ),
        "held",
        "Holding seats",
    )


def block(seats: ChosenSeats, reason: str) -> Operation[SeatsChanged]:
    """Take seats out of use; can be taken back."""
    key = new_key()
    return _changing(
        lambda work: block_seats(
            work, seats.event_id, seats.ranks, reason, on_plan=seats.on_plan, key=key
        ),
        "blocked",
        "Blocking seats",
    )


def release(seats: ChosenSeats) -> Operation[SeatsChanged]:
    """Open held and blocked seats; can be taken back."""
    key = new_key()
    return _changing(
        lambda work: release_seats(
            work, seats.event_id, seats.ranks, on_plan=seats.on_plan, key=key
        ),
        "released",
        "Releasing seats",
    )


def restore(event_id: UUID, former: Painting, on_plan: UUID) -> Operation[SeatsChanged]:
    """Put seats back as they stood."""
    key = new_key()
    return Operation(
        lambda work: restore_seats(work, event_id, former, on_plan=on_plan, key=key),
        said=lambda done: f"{count(done.seats, 'seat')} as before.",
        doing="Taking it back",
    )


def new_plan(
    event: EventRow, name: str, painting: Painting | None, *, key: UUID
) -> Operation[PlanRow]:
    """Start a plan."""
    return Operation(
        lambda work: create_plan(work, event.id, name, painting, key=key),
        said=lambda plan: f"{plan.name} is ready to be painted.",
        doing="Making the plan",
    )


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Strokes that are not stored yet, on a version of the venue's plan."""

    painting: Painting
    on_plan: UUID

    def paint(self, work: Work, plan: PlanRow, key: UUID) -> PlanRow:
        """Store them."""
        return paint_plan(
            work, plan.id, self.painting, version=plan.version, on_plan=self.on_plan, key=key
        )


def store(plan: PlanRow, unsaved: Unsaved) -> Operation[PlanRow]:
    """Store what was painted; says nothing, as it happens by itself."""
    key = new_key()
    return Operation(
        lambda work: unsaved.paint(work, plan, key),
        said=lambda _plan: "",
        doing="Saving the plan",
    )


def rename(plan: PlanRow, name: str, *, key: UUID) -> Operation[PlanRow]:
    """Give a plan another name."""
    return Operation(
        lambda work: rename_plan(work, plan.id, name, key=key),
        said=lambda renamed: f"The plan is called {renamed.name} now.",
    )


def delete(plan: PlanRow) -> Operation[None]:
    """Delete a plan; the seats stay as they are."""
    key = new_key()
    return Operation(
        lambda work: delete_plan(work, plan.id, key=key),
        said=lambda _nothing: f"{plan.name} is deleted. The seats stay as they are.",
    )


@dataclass(frozen=True, slots=True)
class _Keys:
    """One request is two use cases when the last strokes were not stored yet."""

    store: UUID
    apply: UUID


def apply(plan: PlanRow, unsaved: Unsaved | None) -> Operation[Applied]:
    """Apply a plan, its last strokes stored first in the same transaction; can be taken back."""
    keys = _Keys(new_key(), new_key())

    def work_on(work: Work) -> Applied:
        version = plan.version
        if unsaved is not None:
            version = unsaved.paint(work, plan, keys.store).version
        return apply_plan(work, plan.id, version=version, key=keys.apply)

    return Operation(
        work_on,
        said=lambda done: f"{plan.name} is applied: {count(done.seats, 'seat')} changed.",
        undo=lambda done: take_back(done.plan),
        doing="Applying the plan",
    )


def take_back(plan: PlanRow) -> Operation[Applied]:
    """Put the seats back as they stood before the plan was applied."""
    key = new_key()
    return Operation(
        lambda work: undo_plan(work, plan.id, key=key),
        said=lambda done: f"{plan.name} is taken back: {count(done.seats, 'seat')} as before.",
        doing="Taking the plan back",
    )


def keep_as_template(plan: PlanRow, name: str, *, key: UUID) -> Operation[TemplateRow]:
    """Keep a plan for the next event at the venue."""
    return Operation(
        lambda work: save_template(work, plan.id, name, key=key),
        said=lambda kept: f"{kept.name} is kept as a template of this venue.",
    )


def from_template(
    template: TemplateRow, event: EventRow, name: str, *, key: UUID
) -> Operation[CarriedPlan]:
    """Make a plan of a template."""
    return Operation(
        lambda work: plan_from_template(work, template.id, event.id, name, key=key),
        said=lambda done: f"{done.plan.name}: {count(done.seats, 'seat')} carried over.",
        doing="Carrying the plan over",
    )


def drop_template(template: TemplateRow) -> Operation[None]:
    """Delete a template."""
    key = new_key()
    return Operation(
        lambda work: delete_template(work, template.id, key=key),
        said=lambda _nothing: f"The template {template.name} is deleted.",
    )


def _changing(
    work: Callable[[Work], SeatsChanged], done_word: str, doing: str
) -> Operation[SeatsChanged]:
    return Operation(
        work,
        said=lambda done: f"{count(done.seats, 'seat')} {done_word}.",
        undo=_taken_back,
        doing=doing,
    )


def _taken_back(done: SeatsChanged) -> Operation[SeatsChanged] | None:
    if done.former is None or done.on_plan is None:
        return None
    return restore(done.event_id, done.former, done.on_plan)
