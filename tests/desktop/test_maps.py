"""What a live map reads: the plan only if it is not the one on the screen."""

from datetime import timedelta
from uuid import UUID

from core.services.events.creating import EventDraft, create_event
from core.services.events.moving import move_to_current_plan
from core.services.events.queries import one_event
from core.services.venues.creating import create_venue
from core.services.venues.publishing import publish_plan
from core.services.work import Work, new_key
from desktop.maps import whole_map
from tests.clock import NOW
from tests.services.plans import grid_plan


def test_the_plan_is_read_when_the_event_has_another(work: Work) -> None:
    venue = create_venue(work, grid_plan(), key=new_key())
    draft = EventDraft("Gala", venue.id, NOW, NOW + timedelta(hours=2), "Europe/Berlin")
    event = one_event(work.session, create_event(work, draft, key=new_key()).id)

    def read(shown: UUID | None) -> tuple[int | None, int]:
        whole = whole_map(event, lambda: NOW, shown=shown)(work.session)
        return None if whole.plan is None else len(whole.plan.x), len(whole.states.status)

    assert (read(None), read(event.plan_id)) == ((20, 20), (None, 20))
    publish_plan(work, venue.id, grid_plan(seats=6), replaces=1, key=new_key())
    assert read(event.plan_id) == (None, 20)
    move_to_current_plan(work, event.id)
    assert read(event.plan_id) == (24, 24)  # though the row is older than the move
