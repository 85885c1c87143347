"""The queue, and the jobs that the worker does."""

import uuid

from celery import Celery
from sqlalchemy.orm import Session

from leads.database import Lead, engine
from leads.phone import parse_phone
from leads.settings import required

app = Celery("leads", broker=required("REDIS_URL"))
app.conf.update(
    task_ignore_result=True,
    # A job is taken off the queue when it is done: a worker that dies leaves it to the next one.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_publish_retry_policy={"max_retries": 2, "interval_start": 0.1, "interval_step": 0.2},
    broker_connection_retry_on_startup=True,
    broker_transport_options={"socket_connect_timeout": 2, "socket_timeout": 5, "visibility_timeout": 600},
    worker_prefetch_multiplier=1,
)


@app.task(name="leads.check_lead")
def check_lead(lead_id: str) -> None:
    """Brings a new lead's phone number into one form, notes its country and marks the lead as checked."""
    with Session(engine()) as session, session.begin():
        lead = session.get(Lead, uuid.UUID(lead_id), with_for_update=True)
        if lead is None:
            return
        phone = parse_phone(lead.phone)
        lead.phone, lead.country, lead.status = phone.e164, phone.country, "checked"
