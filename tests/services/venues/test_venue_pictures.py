"""A published plan's pictures are read one by one, by everybody who sees its map."""

from dataclasses import replace
from uuid import UUID

import pytest

from core.domain.staff import Role
from core.domain.venues.editing.house import add_picture, set_background
from core.domain.venues.extras import Background, background_of
from core.domain.venues.plan import Plan
from core.services.venues.creating import create_venue
from core.services.venues.maps import plan_map
from core.services.venues.pictures import plan_picture
from core.services.venues.queries import plan_id_of
from core.services.work import new_key
from tests.conftest import WorkAs
from tests.services.plans import grid_plan

UNDER, VIEW = "data:image/png;base64,AAAA", "data:image/jpeg;base64,BBBB"


def pictured() -> tuple[Plan, str, str]:
    """A plan with a background and the view from its first section, and the pictures' ids."""
    plan = set_background(grid_plan(), Background("", -5, -7.5, 90, 0.4), UNDER).plan
    laid = background_of(plan)
    plan, view = add_picture(plan, VIEW)
    first, *rest = plan.zones
    zones = (replace(first, extra={"parterre:view": view}), *rest)
    return replace(plan, zones=zones), laid.picture if laid else "", view


@pytest.mark.parametrize("role", [Role.MANAGER, Role.BUYER, Role.BOX_OFFICE, Role.DOOR])
def test_every_role_reads_what_its_maps_show(work_as: WorkAs, role: Role) -> None:
    plan, under, view = pictured()
    with work_as(Role.MANAGER) as managers:
        venue = create_venue(managers, plan, key=new_key()).id
    with work_as(role) as work:
        drawn = plan_map(work.session, plan_id_of(work.session, venue))

        assert drawn.shapes.background == Background(under, -5, -7.5, 90, 0.4)
        assert [section.view for section in drawn.shapes.sections] == [view, None]
        assert plan_picture(work.session, drawn.plan_id, under) == UNDER
        assert plan_picture(work.session, drawn.plan_id, view) == VIEW


def test_picture_that_the_plan_has_not_is_empty(work_as: WorkAs) -> None:
    with work_as(Role.MANAGER) as work:
        venue = create_venue(work, grid_plan(), key=new_key()).id
        plan_id = plan_id_of(work.session, venue)

        assert plan_picture(work.session, plan_id, "nothing") == ""
        assert plan_picture(work.session, UUID(int=7), "nothing") == ""
