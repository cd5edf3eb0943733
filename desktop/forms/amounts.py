"""Amounts and counts as people type them; Decimal from the first digit on, never float."""

import re
from decimal import Decimal

from core.domain.money import Money, currency_digits

SHAPE = re.compile(r"-?\d+([.,' ]\d+)*")
THOUSANDS = 3


class NotUnderstood(ValueError):
    """What was typed is not an amount; the text is a sentence for the field."""

    def __init__(self, typed: str, example: str) -> None:
        self.typed = typed
        super().__init__(f"“{typed}” is not an amount. Write it like {example}.")


def read_amount(typed: str, currency: str) -> Money:
    """Read ``1234.5``, ``1,234.50``, ``1.234,50`` or ``12 EUR``.

    The last separator is the decimal one unless three digits follow it and the currency has not
    three of its own. Raises NotUnderstood, and TooManyDigits or NotAnAmount from Money.
    """
    text = typed.replace("\N{MINUS SIGN}", "-").replace("\N{NO-BREAK SPACE}", " ")
    text = text.upper().removesuffix(currency).strip()
    if not SHAPE.fullmatch(text):
        raise NotUnderstood(typed.strip(), Money.rounded(Decimal(1234), currency).text())
    whole, fraction = _parts(text, currency_digits(currency))
    return Money(Decimal(f"{re.sub(r'[^0-9-]', '', whole)}.{fraction or 0}"), currency)


def _parts(text: str, digits: int) -> tuple[str, str]:
    last = max(text.rfind("."), text.rfind(","))
    whole, fraction = text[:last], text[last + 1 :]
    alone = last >= 0 and text[last] not in whole
    grouped = len(fraction) == THOUSANDS and digits != THOUSANDS
    if last < 0 or not alone or (grouped and not re.search(r"[.,]", whole)):
        return text, ""
    return whole, fraction
