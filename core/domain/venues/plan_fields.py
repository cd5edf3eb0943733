"""Typed fields of a parsed JSON object; each refuses with the place of what is wrong."""

from collections.abc import Mapping
from math import isfinite
from typing import TypeGuard

from core.domain.venues.plan import (
    MAX_COORDINATE,
    MAX_NAME,
    MAX_TEXT,
    NO_EXTRA,
    Extra,
    PlanRefused,
)

# The format itself never nests deeper than eight levels, so nor may what we don't know.
MAX_UNKNOWN_DEPTH = 8

_KINDS: Mapping[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "null",
}


def wrong_kind(value: object, wanted: str, place: str) -> PlanRefused:
    """The refusal of a value of another kind than `wanted`."""
    return PlanRefused(place, f"{wanted} is expected here, not {_KINDS[type(value)]}")


def required(source: Mapping[str, object], key: str, place: str) -> object:
    """The value of `key`; refuses when the key is missing or null."""
    value = source.get(key)
    if value is None:
        reason = "null stands where a value is needed" if key in source else "this key is missing"
        raise PlanRefused(inside(place, key), reason)
    return value


def inside(place: str, key: str) -> str:
    """The place of `key` in the object at `place` ('' is the whole file)."""
    return f"{place}.{key}" if place else key


def as_object(value: object, place: str) -> dict[str, object]:
    """The value as an object."""
    if type(value) is dict:
        return value
    raise wrong_kind(value, "an object", place or "file")


def items(source: Mapping[str, object], key: str, place: str) -> list[object]:
    """The list at `key`."""
    value = required(source, key, place)
    if type(value) is list:
        return value
    raise wrong_kind(value, "a list", inside(place, key))


def checked_text(value: object, place: str, limit: int = MAX_TEXT) -> str:
    """The value as a text of at most `limit` characters that a database can store."""
    if type(value) is not str:
        raise wrong_kind(value, "a text", place)
    if len(value) > limit:
        raise PlanRefused(place, f"the text has {len(value)} characters; at most {limit} fit")
    if not value.isprintable():
        _check_characters(value, place)
    return value


def text(source: Mapping[str, object], key: str, place: str, limit: int = MAX_TEXT) -> str:
    """The text at `key`, at most `limit` characters."""
    value = source.get(key)
    if type(value) is str and len(value) <= limit and value.isprintable():
        return value
    return checked_text(required(source, key, place), inside(place, key), limit)


def label(source: Mapping[str, object], key: str, place: str, limit: int) -> str:
    """The text at `key` that names something: not blank, and on one line."""
    value = source.get(key)
    if type(value) is str and len(value) <= limit and value.isprintable() and value.strip():
        return value
    return checked_label(text(source, key, place, limit), inside(place, key))


def checked_label(value: str, place: str) -> str:
    """The text, if it can name a seat, a row or a section: not blank, and on one line."""
    if not value or value.isspace():
        raise PlanRefused(place, "a name is needed here, this one is empty")
    if not value.isprintable() and any(mark < " " for mark in value):
        raise PlanRefused(place, "a name stands on one line, without control characters")
    return value


def checked_name(value: str, place: str) -> str:
    """The text, if it can name a plan or a venue."""
    return checked_label(checked_text(value, place, MAX_NAME), place)


def maybe_text(
    source: Mapping[str, object], key: str, place: str, limit: int = MAX_TEXT
) -> str | None:
    """The text at `key`, or None when it is missing or null."""
    value = source.get(key)
    return None if value is None else checked_text(value, inside(place, key), limit)


def number(source: Mapping[str, object], key: str, place: str) -> float:
    """The finite number at `key`, within ±1,000,000 plan units."""
    value = source.get(key)
    if _is_coordinate(value):
        return float(value)
    if type(value) is float or type(value) is int:
        raise PlanRefused(inside(place, key), "the number is not between -1,000,000 and 1,000,000")
    raise wrong_kind(required(source, key, place), "a number", inside(place, key))


def _is_coordinate(value: object) -> TypeGuard[float]:
    """A comparison, so that NaN fails too; by exact type, so that true is no number."""
    return (
        type(value) is float or type(value) is int
    ) and -MAX_COORDINATE <= value <= MAX_COORDINATE


def maybe_number(source: Mapping[str, object], key: str, place: str) -> float | None:
    """The number at `key`, or None when it is missing or null."""
    return None if source.get(key) is None else number(source, key, place)


def length(source: Mapping[str, object], key: str, place: str) -> float:
    """The number at `key`, which must be greater than zero."""
    value = number(source, key, place)
    if value <= 0:
        raise PlanRefused(inside(place, key), "a length is greater than zero")
    return value


def point(source: Mapping[str, object], key: str, place: str) -> tuple[float, float]:
    """The position object {x, y} at `key`."""
    value = source.get(key)
    if type(value) is dict:
        x, y = value.get("x"), value.get("y")
        if _is_coordinate(x) and _is_coordinate(y):
            return float(x), float(y)
    at = inside(place, key)
    value = as_object(required(source, key, place), at)
    return number(value, "x", at), number(value, "y", at)


def unknown(source: Mapping[str, object], known: frozenset[str], place: str) -> Extra:
    """What the object holds besides the known keys; refuses what could not be stored as JSON."""
    if source.keys() <= known:
        return NO_EXTRA
    extra = {key: value for key, value in source.items() if key not in known}
    _check_unknown(extra, place or "file", MAX_UNKNOWN_DEPTH + 1)
    return extra


def _check_unknown(value: object, place: str, depth: int) -> None:
    if isinstance(value, str):
        _check_characters(value, place)
    elif isinstance(value, float) and not isfinite(value):
        raise PlanRefused(place, "the number is too large")
    elif isinstance(value, dict | list):
        if depth == 0:
            raise PlanRefused(place, f"nested deeper than {MAX_UNKNOWN_DEPTH} levels")
        if isinstance(value, dict):
            for key, below in value.items():
                _check_characters(key, place)
                _check_unknown(below, inside(place, key[:MAX_TEXT]), depth - 1)
        else:
            for index, below in enumerate(value):
                _check_unknown(below, f"{place}[{index}]", depth - 1)


def _check_characters(value: str, place: str) -> None:
    """PostgreSQL stores neither NUL nor half of a surrogate pair."""
    if value.isascii() and "\0" not in value:
        return  # pictures are texts of megabytes
    if "\0" in value or any("\ud800" <= mark <= "\udfff" for mark in value):
        raise PlanRefused(place, "the text holds a character that can't be stored")
