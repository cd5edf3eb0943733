"""Who may buy in a presale, when, and how much; what it says no to.

PresaleNotOpen        it has not begun, is over, or was ended
AccessCodeWrong       the code that was said is another one
AccessCodeNotSaid     the code was not said before it was used
TooManyGuesses        too many wrong codes were said, so no more for a while
CodeUsedUp            the code has bought what it may buy in all
NotInvited            neither the code nor a customer who is let in
TooManyInPresale      more tickets than one customer may buy in it
"""

from dataclasses import dataclass
from datetime import datetime

from core.domain.errors import Refusal
from core.domain.moments import TIME_WITH_SECONDS, local


class PresaleNotOpen(Refusal):
    """`start` and `end` are its window, aware."""

    def __init__(self, name: str, start: datetime, end: datetime) -> None:
        self.name, self.start, self.end = name, start, end
        super().__init__(f"{name} is not open: it runs from {local(start)} to {local(end)}.")


class AccessCodeWrong(Refusal):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"That is not the access code of {name}. Ask the customer again.")


class AccessCodeNotSaid(Refusal):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The access code of {name} has not been checked yet. Say it once more.")


class TooManyGuesses(Refusal):
    """`again` is when the next code may be said, aware."""

    def __init__(self, again: datetime) -> None:
        self.again = again
        super().__init__(
            "Too many wrong access codes."
            f" The next one can be tried at {local(again, TIME_WITH_SECONDS)}."
        )


class CodeUsedUp(Refusal):
    """`left` is what the code may still buy; `asked` is more."""

    def __init__(self, name: str, left: int, asked: int) -> None:
        self.name, self.left, self.asked = name, max(left, 0), asked
        more = f"buys {self.left} more" if self.left else "has bought all that it may"
        super().__init__(f"The access code of {name} {more}; {asked} were asked for now.")


class NotInvited(Refusal):
    """`tiers` are let in without the code; none means every customer with a name."""

    def __init__(self, name: str, tiers: tuple[str, ...], *, by_code: bool) -> None:
        self.name, self.tiers, self.by_code = name, tiers, by_code
        ways = ["with the access code"] if by_code else []
        if tiers:
            ways.append(f"for {' and '.join(tier.lower() for tier in tiers)} customers")
        elif not by_code:
            ways.append("for customers with a name")
        super().__init__(f"{name} is sold {' or '.join(ways)} only.")


class TooManyInPresale(Refusal):
    """`bought` before by the same customer, `asked` for now."""

    def __init__(self, name: str, most: int, bought: int, asked: int) -> None:
        self.name, self.most, self.bought, self.asked = name, most, bought, asked
        before = f"{bought} of them before, and " if bought else ""
        tickets = "1 ticket" if most == 1 else f"{most} tickets"
        super().__init__(
            f"One customer may buy {tickets} in {name}: {before}{asked} were asked for now."
        )


@dataclass(frozen=True, slots=True)
class PresaleRules:
    """A presale as it stands; `most` is for one customer."""

    name: str
    start: datetime
    end: datetime
    is_active: bool
    by_code: bool
    tiers: tuple[str, ...]
    most: int


def check_entry(
    presale: PresaleRules, *, code_right: bool | None, tier: str | None, now: datetime
) -> bool:
    """Whether the code lets them in, and not the tier; `code_right` is None where none was said,
    `tier` is None for a walk-up. Refuses `PresaleNotOpen`, `AccessCodeWrong` and `NotInvited`.
    """
    if not presale.is_active or not presale.start <= now < presale.end:
        raise PresaleNotOpen(presale.name, presale.start, presale.end)
    if tier in presale.tiers:
        return False
    if code_right:
        return True
    if presale.by_code and code_right is not None:
        raise AccessCodeWrong(presale.name)
    if presale.by_code or presale.tiers or tier is None:
        raise NotInvited(presale.name, presale.tiers, by_code=presale.by_code)
    return False


def check_quantity(
    presale: PresaleRules, *, bought: int, left_by_code: int | None, asked: int
) -> None:
    """Refuse `TooManyInPresale` and, where the code lets them in, `CodeUsedUp`."""
    if bought + asked > presale.most:
        raise TooManyInPresale(presale.name, presale.most, bought, asked)
    if left_by_code is not None and asked > left_by_code:
        raise CodeUsedUp(presale.name, left_by_code, asked)
