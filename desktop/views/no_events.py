"""What a screen about one event says while there is none: where events come from."""

from core.domain.staff import Permission
from desktop.feedback import Empty
from desktop.workplace import Workplace


def no_events(workplace: Workplace, purpose: str) -> Empty:
    """That events appear here for this purpose, and the way to the venues for who makes them."""
    title, sentence = "No events yet", f"Events that are created on a venue appear here, {purpose}."
    if not workplace.may(Permission.MANAGE_EVENTS):
        return Empty("calendar", title, sentence)
    return Empty("calendar", title, sentence, "Go to venues", lambda: workplace.go("Venues"))
