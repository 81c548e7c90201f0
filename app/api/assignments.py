"""The register of assignments."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response
from pydantic import JsonValue

from app import register
from app.api.asked import Word, Year
from app.api.desk import TheDesk
from app.api.replies import ONE_OF, READS, AssignmentsBody, AssignmentWithOthersBody
from app.api.samples import ASSIGNMENT, ASSIGNMENTS_CSV, binary, content, given
from app.errors import NotFoundError
from index.index import Index
from index.model import AssignmentFilter, Filters
from index.successors import successors

router = APIRouter(prefix="/api/assignments", tags=["Uppdrag"])
USUAL_LIMIT = 100
_SORTS: list[JsonValue] = ["", *register.SORTS, *(f"-{name}" for name in register.SORTS)]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES = given("Uppdragen", content("text/csv", ASSIGNMENTS_CSV), binary(EXCEL))


@router.get(
    "",
    response_model=AssignmentsBody,
    summary="Lista uppdrag, som JSON, CSV eller Excel",
    responses={**_FILES, **READS},
)
def assignments(
    desk: TheDesk,
    board: Annotated[list[Word], Query(description="Nämnd, hela namnet eller en del")] = [],  # noqa: B006
    status: Annotated[list[Word], Query(description="Ej påbörjad, Pågående, Avslutad eller Okänd")] = [],  # noqa: B006
    year: Annotated[list[Year], Query()] = [],  # noqa: B006
    type: Annotated[list[Word], Query(description="Sorts handling")] = [],  # noqa: A002, B006
    document: Annotated[list[Word], Query()] = [],  # noqa: B006
    text: Annotated[str, Query(max_length=200, description="Ord som ska finnas i uppdraget")] = "",
    heading: Annotated[
        str, Query(max_length=200, description="Ord i en rubrik eller bilaga som uppdraget står under")
    ] = "",
    sort: Annotated[
        str, Query(max_length=30, description="- framför vänder ordningen", json_schema_extra={"enum": _SORTS})
    ] = "",
    limit: Annotated[int | None, Query(ge=1, le=1000, examples=[100])] = None,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    format: Annotated[Literal["json", "csv", "xlsx"], Query()] = "json",  # noqa: A002
) -> Any:
    """Listan är fullständig. JSON ger 100 rader om inget annat sägs; CSV och Excel ger alla."""
    index = desk.engine.index
    filters = Filters(tuple(document), _boards(index, board), tuple(year), tuple(type))
    wanted = AssignmentFilter(filters, register.statuses(status), text=text.strip(), heading=heading.strip())
    found = register.ordered(index.assignments(wanted), sort)
    most = limit or (USUAL_LIMIT if format == "json" else len(found))
    rows = [register.row(entry) for entry in found[offset : offset + most]]
    if format == "json":
        return {"items": rows, "total": len(found), "limit": most, "offset": offset}
    return _file(rows, format)


@router.get(
    "/{id}",
    response_model=AssignmentWithOthersBody,
    summary="Ett uppdrag, och samma i andra handlingar",
    responses=ONE_OF,
)
def assignment(id: Annotated[str, Path(examples=[ASSIGNMENT["id"]])], desk: TheDesk) -> dict[str, Any]:  # noqa: A002
    """Fältet elsewhere har samma uppdrag som det står i andra handlingar: plan, budget, årsrapport. Fältet successors
    har det nya uppdrag som redovisningen säger har tagit vid, i de handlingar där det står."""
    index = desk.engine.index
    found = index.assignment(id) if id.isprintable() and len(id) < 200 else None
    if found is None:
        raise NotFoundError(f"Uppdraget ”{id[:60]}” finns inte. Sök bland alla på /api/assignments.")
    everything = index.assignments(AssignmentFilter())
    same = [entry for entry in everything if entry.group == found.group and entry.id != found.id]
    told = next((later for entry in (found, *same) if (later := successors(entry, everything))), [])
    rows = {"elsewhere": same, "successors": told}
    return {**register.row(found), **{name: [register.row(entry) for entry in one] for name, one in rows.items()}}


def _boards(index: Index, words: list[str]) -> tuple[str, ...]:
    return register.boards(words, (entry.board for entry in index.documents())) if words else ()


def _file(rows: list[register.Row], kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="uppdrag.{kind}"'}
    if kind == "csv":
        return Response(register.as_csv(rows), media_type="text/csv; charset=utf-8", headers=headers)
    return Response(register.as_xlsx(rows), media_type=EXCEL, headers=headers)
