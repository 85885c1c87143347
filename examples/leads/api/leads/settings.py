"""What the environment tells the app. Each value is read where it is needed, so that a migration needs no JWT key."""

import os


def required(name: str) -> str:
    """The value of a variable that must be set."""
    value = os.environ.get(name, "").strip()
    if not value:
        raise SystemExit(f"{name} is not set: see .env.example")
    return value


def jwt_secret_key() -> str:
    """The key that signs tokens: at least 32 characters, as HMAC-SHA-256 wants it."""
    key = required("JWT_SECRET_KEY")
    if len(key) < 32:
        raise SystemExit(f"JWT_SECRET_KEY has {len(key)} characters: expected at least 32")
    return key


def cors_origins() -> list[str]:
    """The web sites, separated by commas, whose pages may call the API from a browser."""
    return [origin.strip() for origin in os.environ.get("CORS_ORIGINS", "").split(",") if origin.strip()]
