"""The tables of the first release.

A catalogue made before there were migrations has some of them already: what is there is left as it is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the tables that are missing."""
    there = set(sa.inspect(op.get_bind()).get_table_names())
    for name, columns in _tables().items():
        if name not in there:
            op.create_table(name, *columns)
    for table, column in (
        ("assignments", "id"),
        ("assignments", "group_id"),
        ("conversations", "changed"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column], if_not_exists=True)


def _tables() -> dict[str, list[sa.Column[object]]]:
    return {
        "meta": [sa.Column("key", sa.String(64), primary_key=True), sa.Column("value", sa.Text, nullable=False)],
        "versions": [
            sa.Column("name", sa.String(255), primary_key=True),
            sa.Column("version", sa.String(64), primary_key=True),
            sa.Column("state", sa.String(16), nullable=False),
            sa.Column("added", sa.String(40), nullable=False),
        ],
        "documents": [
            sa.Column("name", sa.String(255), primary_key=True),
            sa.Column("version", sa.String(64), nullable=False),
            sa.Column("title", sa.Text, nullable=False),
            sa.Column("type", sa.Text, nullable=False),
            sa.Column("board", sa.Text),
            sa.Column("city", sa.Text),
            sa.Column("year", sa.Integer),
            sa.Column("pages", sa.Integer, nullable=False),
            sa.Column("parts", sa.JSON, nullable=False),
            sa.Column("readings", sa.JSON, nullable=False),
            sa.Column("warnings", sa.JSON, nullable=False),
            sa.Column("added", sa.String(40), nullable=False),
            sa.Column("sha256", sa.String(64), nullable=False),
            sa.Column("media_type", sa.Text, nullable=False),
            sa.Column("counts", sa.JSON, nullable=False),
        ],
        "assignments": [
            sa.Column("document", sa.String(255), primary_key=True),
            sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
            sa.Column("id", sa.String(255), nullable=False),
            sa.Column("part", sa.Integer, nullable=False),
            sa.Column("part_title", sa.Text, nullable=False),
            sa.Column("section", sa.Integer, nullable=False),
            sa.Column("section_title", sa.Text, nullable=False),
            sa.Column("text", sa.Text, nullable=False),
            sa.Column("spans", sa.JSON, nullable=False),
            sa.Column("pages", sa.JSON, nullable=False),
            sa.Column("origin", sa.Text, nullable=False),
            sa.Column("issuer", sa.Text, nullable=False),
            sa.Column("addressees", sa.JSON, nullable=False),
            sa.Column("year", sa.Integer),
            sa.Column("kind", sa.Text),
            sa.Column("status", sa.Text, nullable=False),
            sa.Column("status_text", sa.Text, nullable=False),
            sa.Column("status_spans", sa.JSON, nullable=False),
            sa.Column("comment", sa.Text, nullable=False),
            sa.Column("comment_spans", sa.JSON, nullable=False),
            sa.Column("decision", sa.Text),
            sa.Column("expected", sa.Text),
            sa.Column("report_to", sa.Text),
            sa.Column("group_id", sa.String(255), nullable=False),
        ],
        "abbreviations": [
            sa.Column("document", sa.String(255), primary_key=True),
            sa.Column("short", sa.String(64), primary_key=True),
            sa.Column("long", sa.Text, nullable=False),
        ],
        "conversations": [
            sa.Column("id", sa.String(64), primary_key=True),
            sa.Column("created", sa.String(40), nullable=False),
            sa.Column("changed", sa.String(40), nullable=False),
        ],
        "turns": [
            sa.Column("conversation", sa.String(64), primary_key=True),
            sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
            sa.Column("created", sa.String(40), nullable=False),
            sa.Column("content", sa.JSON, nullable=False),
        ],
        "feedback": [
            sa.Column("id", sa.String(64), primary_key=True),
            sa.Column("created", sa.String(40), nullable=False),
            sa.Column("content", sa.JSON, nullable=False),
        ],
    }
