"""Uploads at work."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from app.api.desk import TheDesk
from app.api.replies import ONE_OF, JobBody
from app.jobs import Job

router = APIRouter(prefix="/api/jobs", tags=["Handlingar"], responses=ONE_OF)


@router.get("/{id}", response_model=JobBody, summary="Hur långt en inläsning har kommit")
def job(id: Annotated[str, Path(examples=["8b1d"])], desk: TheDesk) -> dict[str, Any]:  # noqa: A002
    """state är queued, running, done eller failed."""
    return job_body(desk.jobs.get(id))


def job_body(job: Job) -> dict[str, Any]:
    """A job as callers see it."""
    return {
        "id": job.id,
        "state": str(job.state),
        "step": job.step,
        "progress": job.progress,
        "documents": [
            {
                "file": outcome.path.name,
                "document": outcome.document,
                "result": str(outcome.result),
                "message": outcome.message,
                "pages": outcome.pages,
                "warnings": list(outcome.warnings),
            }
            for outcome in job.outcomes
        ],
        "error": job.error,
    }
