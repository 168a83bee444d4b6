"""The trash: when an answer was put there."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("attempts", sa.Column("deleted_at", sa.DateTime(), nullable=True))
