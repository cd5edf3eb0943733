"""The next step of an order, and who may take it."""

from enum import StrEnum

from core.domain.purchasing.states import OrderStatus
from core.domain.staff import Actor, Permission
from core.services.purchasing.queries import OrderRow


class Step(StrEnum):
    """What an order waits for; the value is what the button says."""

    SUBMIT = "Submit to supplier"
    CONFIRM = "Confirm order"
    RECEIVE = "Receive seats"


STEPS = {
    OrderStatus.DRAFT: (Step.SUBMIT, Permission.ORDER_SEATS),
    OrderStatus.PENDING: (Step.CONFIRM, Permission.CONFIRM_ORDERS),
    OrderStatus.CONFIRMED: (Step.RECEIVE, Permission.RECEIVE_SEATS),
    OrderStatus.PARTIALLY_RECEIVED: (Step.RECEIVE, Permission.RECEIVE_SEATS),
}


def next_step(order: OrderRow, actor: Actor) -> Step | None:
    """What this person can do next with an order; None where it is done or not theirs to do."""
    step, permission = STEPS.get(order.status, (None, None))
    return step if permission is not None and actor.may(permission) else None
