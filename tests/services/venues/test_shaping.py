"""What a venue keeps of its drawing comes back as it was; older drawings have one storey."""

import json

from core.domain.venues.extras import Background
from core.domain.venues.plan_json import read_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import shapes
from core.services.venues.shaping import shapes_from_json, shapes_to_json
from tests.domain.venues.plans import written
from tests.domain.venues.test_shapes import storeys


def test_shapes_survive_their_json() -> None:
    source = storeys()
    source["zones"][0] |= {"parterre:gate": "G4", "parterre:entrance": "North"}
    source["parterre:background"] = {"picture": "p", "x": 1, "y": 2, "width": 300}
    corners = ((0, 0), (90, 0), (90, 60))
    source["parterre:outline"] = [{"x": x, "y": y} for x, y in corners]
    source["parterre:pictures"] = {"p": "data:image/png;base64,"}
    plan = read_plan(written(source))
    drawn = shapes(plan, derive_seats(plan))

    assert (drawn.sections[0].gate, drawn.sections[0].entrance) == ("G4", "North")
    assert drawn.background == Background("p", 1, 2, 300)
    assert drawn.house == corners
    assert shapes_from_json(json.loads(json.dumps(shapes_to_json(drawn)))) == drawn


def test_drawing_without_storeys_has_one() -> None:
    plan = read_plan(written(storeys()))
    kept = json.loads(json.dumps(shapes_to_json(shapes(plan, derive_seats(plan)))))
    del kept["floors"], kept["background"], kept["house"]
    for section in kept["sections"]:
        del section["level"]

    drawn = shapes_from_json(kept)

    assert {section.level for section in drawn.sections} == {0}
    assert (drawn.floors, drawn.background, drawn.house) == ((), None, ())
