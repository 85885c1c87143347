"""The API."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

from leads.admin import ensure_admin
from leads.database import engine
from leads.routes import about, auth, files, leads
from leads.settings import cors_origins, jwt_secret_key


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    jwt_secret_key()
    await run_in_threadpool(ensure_admin)
    yield
    engine().dispose()


app = FastAPI(
    title="Leads",
    version=os.environ.get("APP_VERSION", "unknown"),
    docs_url="/api/docs",
    openapi_url="/api/openapi.json",
    lifespan=lifespan,
)
app.add_middleware(
    CORSMiddleware,
    allow_origins=cors_origins(),
    allow_methods=["GET", "POST", "DELETE"],
    allow_headers=["Authorization", "Content-Type"],
)
for part in (about, auth, leads, files):
    app.include_router(part.router, prefix="/api/v1")


@app.exception_handler(RequestValidationError)
def refuse(_: Request, problem: RequestValidationError) -> JSONResponse:
    """Says what is wrong where, without repeating what was sent: that may be a password, or no valid text at all."""
    return JSONResponse({"detail": [{"loc": error["loc"], "msg": error["msg"]} for error in problem.errors()]}, 422)
