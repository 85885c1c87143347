"""The connection to Postgres, and the tables as Python classes."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from sqlalchemy import DateTime, Engine, ForeignKey, LargeBinary, Text, create_engine, func
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from leads.settings import required


@cache
def engine() -> Engine:
    """One pool of connections for the process; a connection that Postgres dropped is replaced without an error."""
    return create_engine(
        required("DATABASE_URL"),
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=5,
        connect_args={"connect_timeout": 3, "application_name": "leads"},
    )


def session() -> Iterator[Session]:
    """A session for the length of one request."""
    with Session(engine()) as opened:
        yield opened


class Base(DeclarativeBase):
    type_annotation_map = {str: Text, datetime: DateTime(timezone=True)}


class User(Base):
    __tablename__ = "users"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]


class Lead(Base):
    __tablename__ = "leads"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    name: Mapped[str]
    phone: Mapped[str]
    status: Mapped[str] = mapped_column(default="new")
    country: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), index=True)


class LeadFile(Base):
    __tablename__ = "lead_files"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    lead_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
