"""What the main window is told about: screens, and things that the search finds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from core.domain.staff import Role
from desktop.desk import Query


@dataclass(frozen=True, slots=True)
class Screen:
    """An entry of the side bar; the screen itself is made when it is first opened."""

    title: str
    icon: str
    roles: frozenset[Role]
    factory: Callable[[], QWidget]
    group: str = ""
    """Entries of another group stand apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the search: what it is, which field matched, and how to open it."""

    title: str
    open: Callable[[], object]
    detail: str = ""
    icon: str = "arrow-right"
    key: str = ""


Search = Callable[[str], Query[Sequence[Found]]]
"""Makes the query that finds records by some words."""

ROLE_WORDS = {
    Role.MANAGER: "Manager",
    Role.BUYER: "Buyer",
    Role.BOX_OFFICE: "Box office",
    Role.DOOR: "Door",
    Role.WEB: "Web shop",
    Role.WORKER: "Worker",
}
