"""Run by Alembic: brings the database of the connection that it was given up to date."""

from alembic import context

from index.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
