"""What an operator asks a running service."""

import os

from fastapi import APIRouter, Response

from leads.health import health

router = APIRouter(tags=["about"])


@router.get("/health")
def get_health(response: Response) -> dict[str, object]:
    """Checks the database, Redis and the worker; 503 when one of them is down."""
    well, parts = health()
    response.status_code = 200 if well else 503
    return {"status": "ok" if well else "unavailable", "checks": parts}


@router.get("/live")
async def get_live() -> dict[str, str]:
    """The process answers; nothing else is looked at."""
    return {"status": "ok"}


@router.get("/version")
async def get_version() -> dict[str, str]:
    """Which release this is."""
    names = {"version": "APP_VERSION", "commit": "APP_COMMIT", "builtAt": "APP_BUILT_AT"}
    about = {key: os.environ.get(name, "unknown") for key, name in names.items()}
    return {**about, "environment": os.environ.get("ENVIRONMENT", "local")}
