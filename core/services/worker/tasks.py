"""The jobs by name. A job may run twice, so each of them may be repeated without harm."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from procrastinate import App, BaseConnector, JobContext, RetryStrategy

from core.domain.errors import Refusal
from core.services.holds.lapsing import release_ended_holds
from core.services.sales.releasing import release_expired
from core.services.sales.sold_out import refresh_sold_out
from core.services.staff import SignedIn
from core.services.tickets.issuing import issue_tickets, issue_unsigned
from core.services.tickets.keys import load_signer
from core.services.work import Clock, Work, begin_reading, begin_work, server_clock, wall_clock

T = TypeVar("T")

# The names are in the queue and in the database's function: never change one.
ISSUE_TICKETS = "parterre.issue_tickets"
TIDY_UP = "parterre.tidy_up"
FIND_UNSIGNED = "parterre.find_unsigned"
RETRY_STALLED = "parterre.retry_stalled"

EVERY_MINUTE = "* * * * *"
EVERY_FIVE_MINUTES = "*/5 * * * *"
_BATCH = 500
_AGAIN = RetryStrategy(max_attempts=8, exponential_wait=3)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Workbench:
    """The worker's own login, where its signing key is, and its computer's clock."""

    person: SignedIn
    keys: Path | None = None
    clock: Clock = wall_clock

    @property
    def queue(self) -> str:
        """The agency's queue: the only one that this login sees."""
        return str(self.person.actor.tenant_id)

    def do(self, job: Callable[[Work], T]) -> T:
        """Do a job in one transaction of its own, by the server's clock: nobody set this one."""
        with begin_reading(self.person.sessions) as session:
            clock = server_clock(session, own=self.clock)
        with begin_work(self.person.sessions, self.person.actor, clock=clock) as work:
            return job(work)


def issue(bench: Workbench, booking_id: UUID) -> int:
    """Sign a booking's tickets; how many it has. A booking that is over needs none."""
    try:
        issued = bench.do(
            lambda work: issue_tickets(work, booking_id, signer=load_signer(work, bench.keys))
        )
    except Refusal as refusal:
        log.info("nothing to issue: %s", refusal)
        return 0
    return len(issued)


def tidy_up(bench: Workbench) -> int:
    """Release what has run out, in batches, then refresh SOLD_OUT; how many were released."""
    released = 0
    while batch := bench.do(lambda work: release_expired(work, limit=_BATCH)):
        released += batch
        if batch < _BATCH:
            break
    released += bench.do(release_ended_holds)
    bench.do(refresh_sold_out)
    return released


def find_unsigned(bench: Workbench) -> int:
    """Sign what a lost job left behind; how many tickets."""
    return bench.do(lambda work: issue_unsigned(work, load_signer(work, bench.keys), _BATCH))


def make_app(bench: Workbench, connector: BaseConnector, *, timetable: bool) -> App:
    """The queue's application with every job, for one agency's worker.

    `timetable` says whether the worker also begins the jobs that come with the clock.
    """
    app = App(connector=connector)
    agency = bench.queue

    @app.task(name=ISSUE_TICKETS, queue=agency, retry=_AGAIN)
    def _issue(booking_id: str) -> int:
        return issue(bench, UUID(booking_id))

    if timetable:
        _add_timetable(app, bench)
    return app


def _add_timetable(app: App, bench: Workbench) -> None:
    """Begin these by the clock: one job a moment, however many workers there are."""

    def every(cron: str, name: str, job: Callable[[Workbench], int]) -> None:
        @app.periodic(cron=cron, periodic_id=bench.queue)
        @app.task(name=name, queue=bench.queue, queueing_lock=f"{name}:{bench.queue}")
        def _run(timestamp: int) -> int:
            del timestamp
            return job(bench)

    every(EVERY_MINUTE, TIDY_UP, tidy_up)
    every(EVERY_FIVE_MINUTES, FIND_UNSIGNED, find_unsigned)

    @app.periodic(cron=EVERY_FIVE_MINUTES, periodic_id=bench.queue)
    @app.task(name=RETRY_STALLED, queue=bench.queue, pass_context=True)
    async def _retry(context: JobContext, timestamp: int) -> int:
        del timestamp
        return await retry_stalled(context.app, bench.queue)


async def retry_stalled(app: App, queue: str) -> int:
    """Put back what a worker had begun when it died; how many jobs."""
    stalled = list(await app.job_manager.get_stalled_jobs(queue=queue))
    for job in stalled:
        await app.job_manager.retry_job(job)
    return len(stalled)
