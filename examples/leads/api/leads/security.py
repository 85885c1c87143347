"""Passwords and tokens."""

import base64
import hashlib
import hmac
import os
import time
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from leads.settings import jwt_secret_key

TOKEN_SECONDS = 8 * 3600


def hash_password(password: str) -> str:
    """A salted hash that is slow to guess."""
    salt = os.urandom(16)
    return f"{base64.b64encode(salt).decode()}${base64.b64encode(_scrypt(password, salt)).decode()}"


def verify_password(password: str, stored: str) -> bool:
    """Whether a password is the one that was hashed."""
    salt, expected = (base64.b64decode(part) for part in stored.split("$"))
    return hmac.compare_digest(_scrypt(password, salt), expected)


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1)


def issue_token(email: str) -> str:
    """A signed statement of who logged in."""
    now = int(time.time())
    return jwt.encode({"sub": email, "iat": now, "exp": now + TOKEN_SECONDS}, jwt_secret_key(), "HS256")


def read_token(token: str) -> str:
    """Who a token was issued to; raises jwt.InvalidTokenError."""
    return str(jwt.decode(token, jwt_secret_key(), ["HS256"], options={"require": ["exp", "sub"]})["sub"])


def current_user(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))],
) -> str:
    """The e-mail address of whoever sent the request; answers 401 for anybody else."""
    try:
        if credentials is not None:
            return read_token(credentials.credentials)
        reason = "send the token of /api/v1/auth/login as Authorization: Bearer"
    except jwt.InvalidTokenError as problem:
        reason = f"the token is not valid: {problem}"
    raise HTTPException(401, reason, {"WWW-Authenticate": "Bearer"})
