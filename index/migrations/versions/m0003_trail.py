"""The headings that each assignment stands under."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds them; none for what is there, until the next `ingest` reads it anew."""
    op.add_column("assignments", sa.Column("trail", sa.JSON, nullable=False, server_default="[]"))
