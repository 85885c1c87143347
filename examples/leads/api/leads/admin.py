"""The first user, who comes from the environment."""

import os

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from leads.database import User, engine
from leads.security import hash_password, verify_password
from leads.settings import required


def ensure_admin() -> None:
    """Makes the user ADMIN_EMAIL, or gives them the password ADMIN_PASSWORD when it has changed."""
    email = os.environ.get("ADMIN_EMAIL", "admin@example.com").strip().lower()
    password = required("ADMIN_PASSWORD")
    with Session(engine()) as session, session.begin():
        stored = session.scalar(select(User.password_hash).where(User.email == email))
        if stored is not None and verify_password(password, stored):
            return
        fresh = hash_password(password)
        # Several copies of the API may start at once.
        user = insert(User).values(email=email, password_hash=fresh)
        session.execute(user.on_conflict_do_update(index_elements=["email"], set_={"password_hash": fresh}))
