"""Whether what the app stands on is there: the database, Redis, and a worker that answers."""

import threading
import time
from collections.abc import Callable
from functools import cache

from redis import Redis
from sqlalchemy import text

from leads.database import engine
from leads.settings import required
from leads.worker import app as queue

WORKER_ANSWER_SECONDS = 5.0

_worker_lock = threading.Lock()
_worker_asked = float("-inf")
_worker_problem: str | None = None


def health() -> tuple[bool, dict[str, dict[str, str]]]:
    """Whether all is well, and the state of each part."""
    problems = {
        "database": _problem_of(_ask_database),
        "redis": _problem_of(_ask_redis),
        "worker": _worker(),
    }
    parts = {
        name: {"state": "up"} if problem is None else {"state": "down", "reason": problem}
        for name, problem in problems.items()
    }
    return all(problem is None for problem in problems.values()), parts


def _problem_of(ask: Callable[[], object]) -> str | None:
    try:
        ask()
    except Exception as problem:  # whatever is wrong, the answer is that this part is down
        return type(problem).__name__
    return None


def _ask_database() -> None:
    with engine().connect() as connection:
        connection.execute(text("SELECT 1"))


@cache
def _redis() -> Redis:
    return Redis.from_url(required("REDIS_URL"), socket_connect_timeout=2, socket_timeout=2)


def _ask_redis() -> None:
    _redis().ping()


def _ask_worker() -> None:
    if not queue.control.broadcast("ping", reply=True, timeout=2.0, limit=1):
        raise TimeoutError


def _worker() -> str | None:
    """Asking the workers takes a while, so an answer is good for some seconds."""
    global _worker_asked, _worker_problem
    with _worker_lock:
        if time.monotonic() - _worker_asked > WORKER_ANSWER_SECONDS:
            _worker_problem = _problem_of(_ask_worker)
            _worker_asked = time.monotonic()
        return _worker_problem
