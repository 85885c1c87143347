"""The country that the worker reads from a lead's phone number."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("leads", sa.Column("country", sa.Text, nullable=True))


def downgrade() -> None:
    op.drop_column("leads", "country")
