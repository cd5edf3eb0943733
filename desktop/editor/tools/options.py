"""The numbers and choices of a tool, as a model that a bar of fields shows and changes."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal


class FieldKind(Enum):
    NUMBER = auto()
    WHOLE = auto()
    TEXT = auto()
    CHOICE = auto()
    FLAG = auto()
    DEED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One field; `does` names the button beside a number that is applied once, not kept.

    `zero`: shown instead of 0, where that means something else. `tip` explains the field.
    `only`: shown only while the choice of this key has this value.
    """

    key: str
    label: str
    kind: FieldKind
    value: float | str | bool
    least: float = 0.0
    most: float = 100_000.0
    step: float = 1.0
    unit: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""
    zero: str = ""
    tip: str = ""
    does: str = ""
    only: tuple[str, str] | None = None

    def accept(self, value: object) -> float | str | bool:
        """The value within the field's bounds; raises ValueError if it is none for this field."""
        if self.kind is FieldKind.FLAG:
            return bool(value)
        if self.kind is FieldKind.TEXT:
            return str(value)
        if self.kind is FieldKind.CHOICE:
            if str(value) not in self.choices:
                raise ValueError(f"{value} is none of {', '.join(self.choices)}")
            return str(value)
        number = min(max(float(str(value)), self.least), self.most)
        return float(round(number)) if self.kind is FieldKind.WHOLE else number


def number(
    key: str, label: str, value: float, *, unit: str = "", least: float = 0.0, does: str = ""
) -> Option:
    """A length, an angle or a share."""
    return Option(
        key=key, label=label, kind=FieldKind.NUMBER, value=value, unit=unit, least=least, does=does
    )


def whole(key: str, label: str, value: int, *, least: int = 1, most: int = 1_000) -> Option:
    """A count."""
    return Option(
        key=key, label=label, kind=FieldKind.WHOLE, value=float(value), least=least, most=most
    )


def automatic(option: Option, tip: str) -> Option:
    """A number that the drawing decides while it is 0."""
    return replace(option, zero="Auto", tip=f"{tip} 0: automatic.")


def words(key: str, label: str, value: str = "", *, hint: str = "") -> Option:
    """A name or a list."""
    return Option(key=key, label=label, kind=FieldKind.TEXT, value=value, hint=hint)


def choice(key: str, label: str, *choices: str) -> Option:
    """One of a few, the first to begin with."""
    return Option(key=key, label=label, kind=FieldKind.CHOICE, value=choices[0], choices=choices)


def flag(key: str, label: str, *, value: bool = False) -> Option:
    """Yes or no."""
    return Option(key=key, label=label, kind=FieldKind.FLAG, value=value)


def deed(key: str, label: str, does: str) -> Option:
    """No value, only a button."""
    return Option(key=key, label=label, kind=FieldKind.DEED, value=False, does=does)


class Options(QObject):
    """A tool's fields by key; `changed` tells which one has another value."""

    changed = Signal(str)
    applied = Signal(str)  # the button beside a number was pressed

    def __init__(self, *options: Option) -> None:
        super().__init__()
        self._options = {option.key: option for option in options}

    def all(self) -> tuple[Option, ...]:
        """The fields with their present values, in order."""
        return tuple(self._options.values())

    def means(self, option: Option) -> bool:
        """Whether the field has a meaning now."""
        return option.only is None or self.text(option.only[0]) == option.only[1]

    def set(self, key: str, value: object) -> None:
        """Give a field another value; raises ValueError if it is none for this field."""
        option = self._options[key]
        accepted = option.accept(value)
        if accepted != option.value:
            self._options[key] = replace(option, value=accepted)
            self.changed.emit(key)

    def apply(self, key: str) -> None:
        """Do what the button beside a field says."""
        self.applied.emit(key)

    def number(self, key: str) -> float:
        """A number's value."""
        return float(self._options[key].value)

    def whole(self, key: str) -> int:
        """A count's value."""
        return int(float(self._options[key].value))

    def text(self, key: str) -> str:
        """A text's or choice's value."""
        return str(self._options[key].value)

    def flag(self, key: str) -> bool:
        """Yes or no."""
        return bool(self._options[key].value)
