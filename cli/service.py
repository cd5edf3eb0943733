"""The work of `parterre worker`, `migrate`, `doctor` and `backup-login`."""

import threading

import typer
from sqlalchemy import make_url

from cli.administering import refusals_told
from cli.opening import open_database
from cli.ready import kept_database
from cli.saying import REFUSED, out
from core.domain.staff import Role
from core.services.worker.running import run_worker, stop_on_signals
from db.backup import create_backup_login
from db.doctor import examine
from db.migrate import restore_security
from db.setup import set_up


def work_until_told(parent: int | None) -> None:
    """Be the worker until a signal comes, or until the process `parent` is gone."""
    stop = threading.Event()
    stop_on_signals(stop)
    with kept_database() as opened, opened.signed_in(Role.WORKER) as person:
        if parent is None:
            out.print("The worker is running. Ctrl+C ends it.")
        run_worker(person, stop, parent=parent)


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
