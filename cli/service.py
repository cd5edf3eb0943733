"""`parterre worker`, `migrate` and `doctor`: what whoever looks after the database runs."""

import threading

import typer

from cli.opening import open_database, outages_told
from cli.ready import ready_database
from cli.saying import REFUSED, out
from core.domain.staff import Role
from core.services.worker.running import run_worker, stop_on_signals
from db.doctor import examine
from db.migrate import upgrade
from db.setup import prepare_cluster


def worker(
    parent: int | None = typer.Option(
        None, "--parent", metavar="PID", help="End when the process that started it is gone."
    ),
) -> None:
    """Sign tickets and tidy up in the background until it is told to stop.

    On a server it signs in as PARTERRE_LOGIN, a login of the group parterre_worker. As many as
    wanted may run. On this computer the window brings its own.
    """
    stop = threading.Event()
    stop_on_signals(stop)
    with ready_database() as opened, opened.signed_in(Role.WORKER) as person:
        if parent is None:
            out.print("The worker is running. Ctrl+C ends it.")
        run_worker(person, stop, parent=parent)


def migrate() -> None:
    """Bring the database's tables and its security to this program's version.

    On a server it needs the administrator's login in PARTERRE_DATABASE_URL. On this computer it
    also makes the database where there is none.
    """
    with open_database() as opened, outages_told():
        if opened.embedded is None:
            prepare_cluster(opened.admin_url)
            changed = upgrade(opened.admin_url)
            out.print("The database is up to date now." if changed else "It was up to date.")
            return
    with ready_database():
        out.print("The database is up to date.")


def doctor() -> None:
    """Examine the database: is its security as shipped, and do the books agree with each other?

    One line a finding and exit code 1, or one line of good news. Changes nothing. On a server it
    needs the administrator's login in PARTERRE_DATABASE_URL.
    """
    with ready_database() as opened, outages_told():
        findings = examine(opened.admin_url)
    for finding in findings:
        out.print(str(finding), markup=False)
    if findings:
        raise typer.Exit(REFUSED)
    out.print("Healthy: the security is as shipped, and the books agree with each other.")
