"""What takes the money of a reservation, as the payment step says."""

from core.domain.payments.states import PaymentMethod
from core.services.sales.rows import Sale
from desktop.desk import Operation
from desktop.operations.sales import promise, take_card, take_cash
from desktop.views.box_office.payment import Payment
from desktop.views.box_office.sale import SaleInHand


def paying(sale: SaleInHand, payment: Payment) -> Operation[Sale] | None:
    """The operation that takes the money; None while the form does not say all that it needs."""
    booking, attempts, method = sale.booking, sale.attempts, payment.method
    if booking is None:
        return None
    if method is PaymentMethod.CASH:
        given = payment.given()
        if given is None:
            return None
        return take_cash(booking, given, key=attempts.key_for(booking.id, method, given))
    if method is PaymentMethod.CREDIT_CARD:
        number = payment.receipt_number()
        if not number:
            return None
        return take_card(booking, number, key=attempts.key_for(booking.id, method, number))
    return promise(booking, key=attempts.key_for(booking.id, method))
