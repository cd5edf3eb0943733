"""`parterre migrate`: what whoever looks after the database does."""

from cli.opening import open_database, outages_told
from cli.ready import ready_database
from cli.saying import out
from db.migrate import upgrade
from db.setup import prepare_cluster


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
