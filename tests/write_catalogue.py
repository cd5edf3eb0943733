"""Write `db/security/catalogue.txt` anew: `python -m tests.write_catalogue`, then read the diff."""

import os
import tempfile
from pathlib import Path

from sqlalchemy import create_engine

from db.doctor import SNAPSHOT, read_catalogue
from tests.databases import RUN_FOLDER, TEMPLATE, open_server

if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="parterre-catalogue-") as folder:
        Path(folder).chmod(0o755)
        os.environ[RUN_FOLDER] = folder
        with open_server() as server, create_engine(server.url(TEMPLATE)).connect() as connection:
            SNAPSHOT.write_text("\n".join(read_catalogue(connection)) + "\n", "utf-8")
