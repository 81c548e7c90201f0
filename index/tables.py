"""The catalogue's tables. Nothing here is SQLite's own; PostgreSQL takes them as they are."""

from sqlalchemy import JSON, Column, Integer, MetaData, String, Table, Text

metadata = MetaData()

meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))

versions = Table(  # every version whose folder or units may exist; "published" now or before, or being "writing"
    "versions",
    metadata,
    Column("name", String(255), primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("added", String(40), nullable=False),
    Column("units", Integer),  # points in the vector store; null for versions of before it was kept
)

documents = Table(  # the row that names the active version: changing it publishes
    "documents",
    metadata,
    Column("name", String(255), primary_key=True),
    Column("version", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("board", Text),
    Column("city", Text),
    Column("year", Integer),
    Column("pages", Integer, nullable=False),
    Column("parts", JSON, nullable=False),
    Column("readings", JSON, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("added", String(40), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("media_type", Text, nullable=False),
    Column("counts", JSON, nullable=False),
)

assignments = Table(
    "assignments",
    metadata,
    Column("document", String(255), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", String(255), nullable=False, index=True),
    Column("part", Integer, nullable=False),
    Column("part_title", Text, nullable=False),
    Column("section", Integer, nullable=False),
    Column("section_title", Text, nullable=False),
    Column("trail", JSON, nullable=False, server_default="[]"),  # empty for those read before it was kept
    Column("text", Text, nullable=False),
    Column("spans", JSON, nullable=False),
    Column("pages", JSON, nullable=False),
    Column("origin", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("addressees", JSON, nullable=False),
    Column("year", Integer),
    Column("kind", Text),
    Column("status", Text, nullable=False),
    Column("status_text", Text, nullable=False),
    Column("status_spans", JSON, nullable=False),
    Column("comment", Text, nullable=False),
    Column("comment_spans", JSON, nullable=False),
    Column("decision", Text),
    Column("expected", Text),
    Column("report_to", Text),
    Column("group_id", String(255), nullable=False, index=True),
)

abbreviations = Table(
    "abbreviations",
    metadata,
    Column("document", String(255), primary_key=True),
    Column("short", String(64), primary_key=True),
    Column("long", Text, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("created", String(40), nullable=False),
    Column("changed", String(40), nullable=False, index=True),
)

turns = Table(
    "turns",
    metadata,
    Column("conversation", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("created", String(40), nullable=False),
    Column("content", JSON, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("created", String(40), nullable=False),
    Column("content", JSON, nullable=False),
)
