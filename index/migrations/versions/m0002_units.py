"""How many units each version has in the vector store, so that a store that lost some is noticed at the opening."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the number; unknown until the next opening for versions that are there."""
    op.add_column("versions", sa.Column("units", sa.Integer))
