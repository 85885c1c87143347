"""Files of a lead."""

import uuid
from datetime import datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Response, UploadFile
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from leads.database import LeadFile, session
from leads.routes.leads import find_lead
from leads.security import current_user

router = APIRouter(prefix="/leads/{lead_id}/files", tags=["files"], dependencies=[Depends(current_user)])

MAXIMUM_BYTES = 5 * 1024 * 1024

Database = Annotated[Session, Depends(session)]


class FileOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    name: str
    media_type: str
    created_at: datetime


@router.post("", status_code=201)
def upload_file(lead_id: uuid.UUID, file: UploadFile, database: Database) -> FileOut:
    """Keeps a file of up to 5 MiB in the database."""
    find_lead(lead_id, database)
    content = file.file.read(MAXIMUM_BYTES + 1)
    if len(content) > MAXIMUM_BYTES:
        raise HTTPException(413, f"the file is larger than {MAXIMUM_BYTES} bytes")
    stored = LeadFile(
        lead_id=lead_id,
        name=(file.filename or "file").replace("\0", ""),
        media_type=file.content_type or "application/octet-stream",
        content=content,
    )
    database.add(stored)
    database.commit()
    return FileOut.model_validate(stored)


@router.get("")
def list_files(lead_id: uuid.UUID, database: Database) -> list[FileOut]:
    """The names of a lead's files."""
    find_lead(lead_id, database)
    files = select(LeadFile).where(LeadFile.lead_id == lead_id).order_by(LeadFile.created_at)
    return [FileOut.model_validate(file) for file in database.scalars(files)]


@router.get("/{file_id}")
def download_file(lead_id: uuid.UUID, file_id: uuid.UUID, database: Database) -> Response:
    """A file as it was uploaded; a browser saves it and never shows it as a page of this site."""
    file = database.get(LeadFile, file_id)
    if file is None or file.lead_id != lead_id:
        raise HTTPException(404, "there is no such file")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(file.content, media_type=file.media_type, headers=headers)
