"""What is done to venues at the desk: made, named, drafted, published, put away."""

from uuid import UUID

from core.domain.venues.plan import Plan
from core.services.venues.addresses import VenueAddress, set_venue_address
from core.services.venues.details import VenueDetails, change_venue
from core.services.venues.draft_queries import DraftRow, OpenDraft, open_draft
from core.services.venues.drafts import discard_draft, start_draft
from core.services.venues.publishing import NewVersion
from core.services.venues.publishing_drafts import publish_draft
from core.services.work import Work
from desktop.desk import Operation
from desktop.words import count


def begin_draft(
    *, key: UUID, venue_id: UUID | None = None, plan: Plan | None = None
) -> Operation[OpenDraft]:
    """Start a draft and open it."""

    def begin(work: Work) -> OpenDraft:
        made = start_draft(work, key=key, venue_id=venue_id, plan=plan)
        work.session.flush()  # the draft is read back with its plan
        return open_draft(work.session, made.id)

    return Operation(begin, said=lambda _draft: "", doing="Opening the plan")


def publish(
    draft: DraftRow, *, key: UUID, note: str | None, replaces: int | None = None
) -> Operation[NewVersion]:
    """Publish what was saved of a draft."""
    return Operation(
        lambda work: publish_draft(
            work, draft.id, revision=draft.revision, key=key, note=note, replaces=replaces
        ),
        said=lambda made: (
            f"{made.venue}, version {made.version}, is published: {count(made.seats, 'place')}."
        ),
        doing="Publishing the plan",
    )


def discard(draft: DraftRow) -> Operation[None]:
    """Put a draft away."""
    return Operation(
        lambda work: discard_draft(work, draft.id, revision=draft.revision),
        said=lambda _nothing: f"The draft {draft.title} is discarded.",
        doing="Discarding the draft",
    )


def write_venue(
    venue_id: UUID, details: VenueDetails, address: VenueAddress | None
) -> Operation[VenueDetails]:
    """Write what a venue is called and is, and where; both or neither."""

    def write(work: Work) -> VenueDetails:
        if address is not None:
            set_venue_address(work, venue_id, address)
        return change_venue(work, venue_id, details)

    return Operation(write, said=lambda kept: f"{kept.name} is saved.", doing="Saving the venue")
