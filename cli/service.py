"""`parterre worker`, `migrate`, `doctor`, `backup-login`: for whoever looks after the database."""

import threading

import typer
from sqlalchemy import make_url

from cli.opening import open_database, outages_told
from cli.ready import ready_database
from cli.saying import REFUSED, out
from core.domain.staff import Role
from core.services.worker.running import run_worker, stop_on_signals
from db.backup import create_backup_login
from db.doctor import examine
from db.migrate import restore_security, upgrade
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


def migrate(
    restored: bool = typer.Option(
        False, "--restored", help="The database comes from pg_restore: apply its security anew."
    ),
) -> None:
    """Bring the database's tables and its security to this program's version.

    On a server it needs the administrator's login in PARTERRE_DATABASE_URL. On this computer it
    also makes the database where there is none.
    """
    with open_database() as opened, outages_told():
        if opened.embedded is None:
            prepare_cluster(opened.admin_url)
            changed = upgrade(opened.admin_url)
            if restored:
                restore_security(opened.admin_url)
            out.print("The database is up to date now." if changed else "It was up to date.")
            return
    with ready_database() as opened:
        if restored:
            restore_security(opened.admin_url)
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


def backup_login(
    login: str = typer.Argument("u_backup", metavar="LOGIN", help="What pg_dump signs in as."),
    password: str = typer.Option(
        ...,
        envvar="PARTERRE_BACKUP_PASSWORD",
        prompt=True,
        hide_input=True,
        confirmation_prompt=True,
        help="Asked for where it is not set in the environment.",
    ),
) -> None:
    """Make the login that pg_dump uses, or give it a new password.

    It reads all agencies and changes nothing. On a server it needs the administrator's login in
    PARTERRE_DATABASE_URL.
    """
    with ready_database() as opened, outages_told():
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
