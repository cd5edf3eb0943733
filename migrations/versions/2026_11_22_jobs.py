"""The job queue.

Revision ID: 2026_11_22_jobs
Revises: 2026_11_22_first
"""

from alembic import op

from db.jobs import install_queue

revision = "2026_11_22_jobs"
down_revision = "2026_11_22_first"
branch_labels = None
depends_on = None


def upgrade() -> None:
    install_queue(op.get_bind().connection.driver_connection)


def downgrade() -> None:
    message = "The queue may hold jobs that are not done; restore a backup instead."
    raise RuntimeError(message)
