"""Import a plan of 60,000 seats: read the file, derive the seats, store venue and seats."""

import time
from collections.abc import Iterable

from benchmarks.agency import agency, grid_csv
from benchmarks.table import Row, at_most
from core.domain.staff import Role
from core.domain.venues.plan_csv import read_plan_csv
from core.domain.venues.plan_json import read_plan
from core.domain.venues.plan_writing import write_plan
from core.services.venues.creating import create_venue
from core.services.work import begin_work, new_key

SEATS = 60_000
GOAL_SECONDS = 3.0


def run() -> Iterable[Row]:
    """Three imports, each a venue of its own; the median counts."""
    source = write_plan(read_plan_csv(grid_csv(SEATS), "Arena"))
    with agency() as house:
        manager = house.sign_in(Role.MANAGER)
        samples = []
        for number in range(3):
            start = time.perf_counter()
            plan = read_plan(source)
            read = time.perf_counter() - start
            with begin_work(manager.sessions, manager.actor) as work:
                create_venue(work, plan, key=new_key(), name=f"Arena {number}", source=source)
            samples.append((time.perf_counter() - start, read))
    total, read = sorted(samples)[1]
    yield at_most(
        "import 60,000 seats",
        total,
        "s",
        GOAL_SECONDS,
        limit=read,
        limit_from="reading the file alone",
    )
