"""Leads: who wants to be called back."""

import logging
import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.database import Lead, session
from leads.phone import parse_phone
from leads.security import current_user
from leads.worker import check_lead

router = APIRouter(prefix="/leads", tags=["leads"], dependencies=[Depends(current_user)])
log = logging.getLogger("uvicorn.error")

Database = Annotated[Session, Depends(session)]


def _a_name(text: str) -> str:
    # Joiners and marks of right-to-left scripts are welcome; control characters are not.
    if any(ord(character) < 32 for character in text):
        raise ValueError("has a control character")
    return text


def _a_phone(text: str) -> str:
    parse_phone(text)
    return text


class NewLead(BaseModel):
    name: Annotated[
        str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_a_name)
    ]
    phone: Annotated[str, StringConstraints(strip_whitespace=True, max_length=32), AfterValidator(_a_phone)]


class LeadOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    name: str
    phone: str
    status: str
    country: str | None
    created_at: datetime


@router.post("", status_code=201)
def create_lead(new: NewLead, database: Database) -> LeadOut:
    """Stores a lead and asks the worker to check it."""
    lead = Lead(name=new.name, phone=new.phone)
    database.add(lead)
    database.commit()
    try:
        check_lead.delay(str(lead.id))
    except check_lead.OperationalError:
        # The lead is safe; only the check is missing.
        log.exception("lead %s is stored, but the queue does not take its check", lead.id)
    return LeadOut.model_validate(lead)


@router.get("")
def list_leads(
    database: Database,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[LeadOut]:
    """The newest leads first."""
    page = select(Lead).order_by(Lead.created_at.desc(), Lead.id).limit(limit).offset(offset)
    return [LeadOut.model_validate(lead) for lead in database.scalars(page)]


@router.get("/{lead_id}")
def get_lead(lead_id: uuid.UUID, database: Database) -> LeadOut:
    """One lead."""
    return LeadOut.model_validate(find_lead(lead_id, database))


@router.delete("/{lead_id}", status_code=204)
def delete_lead(lead_id: uuid.UUID, database: Database) -> None:
    """Removes a lead and its files."""
    database.delete(find_lead(lead_id, database))
    database.commit()


def find_lead(lead_id: uuid.UUID, database: Session) -> Lead:
    """The lead of that id; answers 404 when there is none."""
    lead = database.get(Lead, lead_id)
    if lead is None:
        raise HTTPException(404, "there is no such lead")
    return lead
