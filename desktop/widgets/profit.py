"""Profit as facts: of a booking, of an event."""

from core.domain.reporting import Profit
from desktop.widgets.facts import Pairs
from desktop.words import money_text, number_text


def profit_facts(made: Profit) -> Pairs:
    """What was paid for the seats, what they cost, and what is left of it."""
    pairs = [
        ("Sold for", money_text(made.revenue)),
        ("Cost", money_text(made.cost)),
        ("Profit", money_text(made.profit)),
    ]
    if made.mark_up is not None:
        pairs.append(("Mark-up", f"{number_text(made.mark_up)} %"))
    return pairs
