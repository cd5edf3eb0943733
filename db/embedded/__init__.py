"""The embedded PostgreSQL server: starts with its first process and stops with the last."""

from db.embedded.binaries import Binaries, find_binaries
from db.embedded.errors import EmbeddedServerUnavailable
from db.embedded.folders import default_data_folder
from db.embedded.server import EmbeddedServer

__all__ = [
    "Binaries",
    "EmbeddedServer",
    "EmbeddedServerUnavailable",
    "default_data_folder",
    "find_binaries",
]
