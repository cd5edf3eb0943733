"""Numbers and colours as they are typed into panels, and as panels show them."""

import re

from core.domain.venues.editing.refusals import BadValue

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def number_or_none(what: str, text: str) -> float | None:
    """The number that was typed, None for nothing; refuses `BadValue` what is none."""
    typed = text.strip().replace("\N{MINUS SIGN}", "-")
    if not typed:
        return None
    try:
        return float(typed.replace(",", "."))
    except ValueError as error:
        raise BadValue(what, f"“{text.strip()}” is no number") from error


def number_in(what: str, text: str) -> float:
    """The number that was typed; refuses `BadValue` what is none."""
    number = number_or_none(what, text)
    if number is None:
        raise BadValue(what, "a number is needed")
    return number


def whole_or_none(what: str, text: str) -> int | None:
    """The whole number that was typed, with or without commas; None for nothing."""
    typed = re.sub(r"(?<=\d)[,. '](?=\d{3}\b)", "", text.strip())
    if not typed:
        return None
    if not re.fullmatch(r"\d{1,9}", typed):
        raise BadValue(what, f"“{text.strip()}” is no whole number")
    return int(typed)


def whole_in(what: str, text: str) -> int:
    """The whole number that was typed; refuses `BadValue` what is none."""
    number = whole_or_none(what, text)
    if number is None:
        raise BadValue(what, "a number is needed")
    return number


def color_in(text: str) -> str | None:
    """The colour that was typed, None for nothing; refuses `BadValue` what is none."""
    typed = text.strip()
    if not typed:
        return None
    if not typed.startswith("#"):
        typed = f"#{typed}"
    if not _COLOR.fullmatch(typed):
        raise BadValue("Colour", f"“{text.strip()}” is none; it is written like #0072b2")
    return typed.lower()


def number_shown(number: float | None) -> str:
    """A number with two decimals at most; nothing for none."""
    return "" if number is None else f"{number + 0.0:.2f}".rstrip("0").rstrip(".")
