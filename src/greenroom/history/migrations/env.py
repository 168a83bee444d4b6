"""What Alembic runs for each migration: the connection comes from `greenroom.history.opening`, in a transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True, render_as_batch=True)
context.run_migrations()
