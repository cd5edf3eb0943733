"""Brings a published plan's pictures to a map: each is read and decoded once, when it is shown."""

from collections.abc import Callable
from uuid import UUID
from weakref import WeakValueDictionary

from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from core.services.venues.pictures import plan_picture
from desktop.desk import Desk
from desktop.pictures import Picture
from desktop.widgets.seat_map import SeatMapView

ShowPicture = Callable[[Picture | None], None]

# A published plan never changes: as long as any map shows one of its pictures, all have it.
_known: WeakValueDictionary[tuple[UUID, str], Picture] = WeakValueDictionary()


class PlanPictures:
    """The pictures of the plan that `view` shows, read for `owner`."""

    def __init__(self, owner: QWidget, desk: Desk, view: SeatMapView) -> None:
        self._owner, self._desk, self._view = owner, desk, view
        self._plan_id: UUID | None = None

    def follow(self, plan_id: UUID) -> None:
        """The view shows this plan from now on: lay its background under it."""
        self._plan_id = plan_id
        laid = self._view.plan.background
        if laid is not None:
            self.ask(laid.picture, self._view.show_background)

    def ask(self, name: str, show: ShowPicture) -> None:
        """Show one of the plan's pictures, None if it is broken; not if the plan goes meanwhile."""
        plan_id = self._plan_id
        if plan_id is None:
            return
        if (found := _known.get((plan_id, name))) is not None:
            show(found)
            return

        def take(picture: Picture | None) -> None:
            if picture is not None:
                _known[plan_id, name] = picture
            if plan_id == self._plan_id:
                show(picture)

        def read(session: Session) -> Picture | None:
            return Picture.read(plan_picture(session, plan_id, name))

        self._desk.ask(self._owner, read, take)
