"""The work of `parterre worker`, `migrate`, `doctor` and `backup-login`."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack

import typer
from sqlalchemy import make_url

from cli.administering import refusals_told
from cli.opening import Opened, open_database
from cli.ready import kept_database
from cli.saying import REFUSED, out
from cli.working_here import working_here
from core.domain.errors import Refusal
from core.domain.staff import Role
from core.services.staff import SignedIn
from core.services.worker.running import run_worker, stop_on_signals
from db.backup import create_backup_login
from db.doctor import examine
from db.migrate import restore_security
from db.setup import set_up


class NotAWorker(Refusal):
    """A person's login may not do what the worker does."""

    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__(
            f"{login} is a person's login, and the worker needs one of its own. The database's "
            "administrator makes it: “parterre staff add u_worker --role worker”."
        )


def work_until_told(parent: int | None) -> None:
    """Be the worker until a signal comes, or until the process `parent` is gone.

    Refuses `NotAWorker`, `NoAgencyYet`, and what a sign-in refuses.
    """
    with kept_database() as opened, ExitStack() as stack:
        people = [stack.enter_context(each) for each in _workers(opened)]
        for person in people:
            if person.actor.role is not Role.WORKER:
                raise NotAWorker(person.actor.login)
        stop = threading.Event()
        stop_on_signals(stop)
        if parent is None:
            out.print("The worker is running. Ctrl+C ends it.")
        _work(people, stop, parent)


def _workers(opened: Opened) -> list[AbstractContextManager[SignedIn]]:
    """On this computer there is one for each agency, with a login of its own."""
    if opened.embedded is None:
        return [opened.signed_in()]
    return [opened.signed_in_as(*each) for each in working_here(opened, opened.embedded).workers]


def _work(people: list[SignedIn], stop: threading.Event, parent: int | None) -> None:
    """Let each work until it is told to stop; the end of one is that of all."""
    first, *others = people
    with ThreadPoolExecutor(len(people)) as threads:
        beside = [threads.submit(run_worker, one, stop, parent=parent) for one in others]
        for one in beside:
            one.add_done_callback(lambda _: stop.set())
        try:
            run_worker(first, stop, parent=parent)
        finally:
            stop.set()
    for one in beside:
        one.result()


def bring_up_to_date(*, restored: bool) -> None:
    """Migrate, with the security applied anew if the database was restored; say what was done."""
    with open_database() as opened, refusals_told(), opened.setting_up():
        changed = set_up(opened.admin_url)
        if restored:
            restore_security(opened.admin_url)
    out.print("The database is up to date now." if changed else "It was up to date.")


def tell_findings() -> None:
    """Say what the doctor finds; ends with 1 if there is anything."""
    with kept_database() as opened, refusals_told():
        findings = examine(opened.admin_url)
    for finding in findings:
        out.print(str(finding), markup=False)
    if findings:
        raise typer.Exit(REFUSED)
    out.print("Healthy: the security is as shipped, and the books agree with each other.")


def make_backup_login(login: str, password: str) -> None:
    """Make the login and say how to dump with it."""
    with kept_database() as opened, refusals_told():
        create_backup_login(opened.admin_url, login=login, password=password)
        at = make_url(opened.admin_url)
    host = at.query.get("host") or at.host
    port = at.query.get("port") or at.port or 5432
    out.print(f"{login} can dump the database now:")
    out.print(
        f"pg_dump --format=custom --file=parterre.dump --host={host} --port={port}"
        f" --username={login} {at.database}",
        markup=False,
        soft_wrap=True,
    )
