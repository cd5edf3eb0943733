"""`parterre worker`, `migrate`, `doctor`, `backup-login`: for whoever looks after the database."""

import typer

from core.domain.loading import load

_WORK = "cli.service"
_ANSWERED_BY = "PARTERRE_BACKUP_PASSWORD"


def worker(
    parent: int | None = typer.Option(
        None, "--parent", metavar="PID", help="End when the process that started it is gone."
    ),
) -> None:
    """Sign tickets and tidy up in the background until it is told to stop.

    On a server it signs in as PARTERRE_LOGIN, a login that staff add --role worker makes. As many
    as wanted may run. On this computer the window brings its own; it has a login without yours.
    """
    load(_WORK).work_until_told(parent)


def migrate(
    restored: bool = typer.Option(
        False, "--restored", help="The database comes from pg_restore: apply its security anew."
    ),
) -> None:
    """Bring the database's tables and its security to this program's version.

    Makes the database where there is none. On a server it needs the administrator's login in
    PARTERRE_DATABASE_URL.
    """
    load(_WORK).bring_up_to_date(restored=restored)


def doctor() -> None:
    """Examine the database: is its security as shipped, and do the books agree with each other?

    One line a finding and exit code 1, or one line of good news. Changes nothing. On a server it
    needs the administrator's login in PARTERRE_DATABASE_URL.
    """
    load(_WORK).tell_findings()


def backup_login(
    login: str = typer.Argument("u_backup", metavar="LOGIN", help="What pg_dump signs in as."),
    password: str | None = typer.Option(
        None, envvar=_ANSWERED_BY, help="Asked for where it is not set in the environment."
    ),
) -> None:
    """Make the login that pg_dump uses, or give it a new password.

    It reads all agencies and changes nothing. On a server it needs the administrator's login in
    PARTERRE_DATABASE_URL.
    """
    load(_WORK).make_backup_login(
        login, password or load("cli.questions").ask_secret("Password", _ANSWERED_BY)
    )
