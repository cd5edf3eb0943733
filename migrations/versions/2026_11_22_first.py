"""The first tables.

Revision ID: 2026_11_22_first
Revises:
"""

from pathlib import Path
from typing import Any

from alembic import op

revision = "2026_11_22_first"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    driver: Any = op.get_bind().connection.driver_connection
    driver.execute(Path(__file__).with_suffix(".sql").read_text("utf-8"))


def downgrade() -> None:
    message = "There is nothing before the first tables; restore a backup instead."
    raise RuntimeError(message)
