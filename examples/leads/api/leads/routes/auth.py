"""Logging in."""

import json
from typing import Annotated, TypeGuard

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.database import User, session
from leads.security import TOKEN_SECONDS, hash_password, issue_token, verify_password

router = APIRouter(prefix="/auth", tags=["auth"])

# Checked when there is no such user, so that the answer takes as long as for a wrong password.
NOBODY = hash_password("nobody")


@router.post("/login")
async def log_in(request: Request, database: Annotated[Session, Depends(session)]) -> dict[str, object]:
    """Takes `email` (or `username`) and `password`, as JSON or as a form, and gives a token for eight hours."""
    email, password = await _credentials(request)
    if not await run_in_threadpool(_is_right, database, email, password):
        raise HTTPException(401, "wrong e-mail address or password", {"WWW-Authenticate": "Bearer"})
    return {"access_token": issue_token(email), "token_type": "bearer", "expires_in": TOKEN_SECONDS}


async def _credentials(request: Request) -> tuple[str, str]:
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            fields = json.loads(await request.body())
        except ValueError:
            raise HTTPException(422, "the body is not JSON") from None
    else:
        fields = dict(await request.form())
    if isinstance(fields, dict):
        email, password = fields.get("email", fields.get("username")), fields.get("password")
        if _is_text(email) and _is_text(password):
            return email.strip().lower(), password
    raise HTTPException(422, "expected the fields email and password")


def _is_text(value: object) -> TypeGuard[str]:
    """Half a character, or a zero byte, is nothing that the database could be asked for."""
    return isinstance(value, str) and "\0" not in value and value == value.encode(errors="ignore").decode()


def _is_right(database: Session, email: str, password: str) -> bool:
    stored = database.scalar(select(User.password_hash).where(User.email == email))
    return verify_password(password, stored or NOBODY) and stored is not None
