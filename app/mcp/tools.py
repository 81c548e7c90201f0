"""The four tools that a language model's program may use over MCP: ask, search, list_assignments, read_page."""

import html
import re
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field, ValidationError

from app import hits, register
from app.api.asked import ConversationId, Question, Word, Year
from app.api.replies import AnswerBody, AssignmentsBody, HitsBody
from app.conversations import Conversations, new_id
from app.engine import Engine
from app.errors import NotFoundError
from app.events import answer_body
from app.faults import sentence
from app.version import version
from index.model import AssignmentFilter, Filters
from ingest.errors import StyrsvarError
from ingest.model import Reading

INSTRUCTIONS = """Svarar ur en kommuns inlästa styrande dokument. Använd ask för en fråga: svaret har en källa [n] för
varje påstående. Skicka med svarets conversation_id för att fråga vidare. Använd list_assignments när listan måste vara
fullständig, search för att leta och read_page för att läsa sidan som ett citat kommer från. Säg inget om handlingarna
som inte står i svaren. Ange dokument och sida."""
PATIENCE = 60.0  # seconds that a tool waits for the index to open
_TAGS = re.compile(r"</?mark>")
_READ_ONLY = ToolAnnotations(read_only_hint=True, open_world_hint=False)

Documents = Annotated[tuple[Word, ...], Field(max_length=200, description="Dokumentens namn, som i fältet document")]
Boards = Annotated[tuple[Word, ...], Field(max_length=200, description="Nämnder, hela namnet eller en del")]
Years = Annotated[tuple[Year, ...], Field(max_length=200, description="År")]
Types = Annotated[tuple[Word, ...], Field(max_length=200, description="Sorters handling, t.ex. årsrapport, budget")]
Attachments = Annotated[
    tuple[Word, ...], Field(max_length=200, description="Bilagor: titeln, som i fältet attachment, eller en del av den")
]
Sections = Annotated[
    tuple[Word, ...],
    Field(max_length=200, description="Avsnittens rubriker, som i fältet section; underavsnitten räknas med"),
]
Statuses = Annotated[tuple[Word, ...], Field(max_length=4, description="Ej påbörjad, Pågående, Avslutad eller Okänd")]
Limit = Annotated[int, Field(ge=1, le=100)]
Offset = Annotated[int, Field(ge=0, le=1_000_000)]
Text = Annotated[str, Field(max_length=200, description="Ord som ska finnas i uppdraget")]
Conversation = Annotated[
    ConversationId | None, Field(description="Ur ett tidigare svar, för att fråga vidare i samma samtal: ”Och i Norr?”")
]
PageNumber = Annotated[int, Field(ge=1, le=100_000, description="Sidan som en PDF-läsare räknar, från 1")]


class PageBody(BaseModel):
    """En sidas ord."""

    document: str
    version: str
    title: str
    page: int
    page_label: str
    pages: int = Field(description="Antal sidor i dokumentet")
    scanned: bool = Field(description="Orden kommer från en inskannad sida")
    text: str
    url: str


class SwedishServer(MCPServer[Any]):
    """The tools over an engine, which may still be opening. What is wrong with a call is told in Swedish."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(
            "styrsvar", title="Styrsvar", instructions=INSTRUCTIONS, version=version(), log_level="WARNING"
        )
        tools = Tools(engine)
        for tool, title in (
            (tools.ask, "Ställ en fråga"),
            (tools.search, "Sök i handlingarna"),
            (tools.list_assignments, "Lista uppdrag"),
            (tools.read_page, "Läs en sida"),
        ):
            self.tool(title=title, annotations=_READ_ONLY)(tool)

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Calls a tool by name. Raises ToolError with a Swedish sentence for what a caller can mend."""
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            words = _words(error.__cause__)
            if not words:
                raise
            raise ToolError(words) from error


class Tools:
    """The tools; their docstrings are what a language model reads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._conversations = Conversations(lambda: engine.index.dialogue, engine.settings.conversation_days)

    def ask(
        self,
        question: Question,
        documents: Documents = (),
        boards: Boards = (),
        years: Years = (),
        types: Types = (),
        conversation_id: Conversation = None,
    ) -> Annotated[CallToolResult, AnswerBody]:
        """Svarar på en fråga på svenska eller engelska, med källa för varje påstående."""
        assistant = self._ready().assistant
        conversation = conversation_id or new_id()
        history = self._conversations.history(conversation)
        answer = assistant.ask(question, history, Filters(documents, boards, years, types))
        self._conversations.add(conversation, question, answer)
        body = answer_body(conversation, answer)
        sources = [_source(citation) for citation in body["citations"]]
        parts = [answer.answer, "\n".join(["Källor:", *sources]) if sources else "", f"conversation_id: {conversation}"]
        return _result("\n\n".join(filter(None, parts)), body)

    def search(
        self,
        query: Question,
        documents: Documents = (),
        boards: Boards = (),
        years: Years = (),
        types: Types = (),
        attachments: Attachments = (),
        sections: Sections = (),
        limit: Limit = 10,
        offset: Offset = 0,
    ) -> Annotated[CallToolResult, HitsBody]:
        """Söker och ger utdrag med dokument, avsnitt och sida, bästa först, och antal per nämnd, år och typ."""
        index = self._ready().index
        filters = Filters(documents, boards, years, types, sections=sections)
        found = hits.find(index, query, filters, attachments)
        items = hits.bodies(index, found, limit, offset)
        for item in items:
            item["snippet"] = html.unescape(_TAGS.sub("", item["snippet"]))
        total = len(found.found)
        lines = [f"{total} träffar, visar {len(items)} från nummer {offset + 1}.", *map(_hit, items)]
        body = {"items": items, "total": total, "limit": limit, "offset": offset, "facets": hits.facets(index, found)}
        return _result("\n\n".join(lines), body)

    def list_assignments(
        self,
        boards: Boards = (),
        statuses: Statuses = (),
        years: Years = (),
        types: Types = (),
        documents: Documents = (),
        text: Text = "",
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> Annotated[CallToolResult, AssignmentsBody]:
        """Listar uppdrag ur registret. Listan är fullständig; total säger hur många som passar."""
        index = self._ready().index
        known = register.boards(boards, (entry.board for entry in index.documents())) if boards else ()
        filters = Filters(documents, known, years, types)
        found = index.assignments(AssignmentFilter(filters, register.statuses(statuses), text=text.strip()))
        rows = [register.row(entry) for entry in found[offset : offset + limit]]
        lines = [f"{len(found)} uppdrag passar, visar {len(rows)} från nummer {offset + 1}.", *map(_assignment, rows)]
        return _result("\n".join(lines), {"items": rows, "total": len(found), "limit": limit, "offset": offset})

    def read_page(self, document: Word, page: PageNumber) -> Annotated[CallToolResult, PageBody]:
        """Läser en sidas hela text, t.ex. den som ett citat kommer från."""
        index = self._ready().index
        entry = index.entry(document)
        if entry is None:
            raise NotFoundError(
                f"Dokumentet ”{document[:60]}” finns inte. Namnet står i fältet document i svar och träffar."
            )
        read = index.document(entry.name)
        found = next((one for one in read.pages if one.number == page), None)
        if found is None:
            raise NotFoundError(f"Sidan {page} finns inte. Dokumentet har {len(read.pages)} sidor.")
        words = read.read(found.span)
        scanned = found.reading is not Reading.TEXT
        body = PageBody(
            document=entry.name, version=entry.version, title=entry.title, page=page, page_label=found.label,
            pages=len(read.pages), scanned=scanned, text=words, url=register.page_url(entry.name, page),
        )  # fmt: skip
        head = f"{entry.title}, s. {page} av {len(read.pages)}{' (inskannad text)' if scanned else ''}"
        return _result(f"{head}\n\n{words}", body.model_dump())

    def _ready(self) -> Engine:
        self._engine.wait(PATIENCE)
        return self._engine


def _words(cause: BaseException | None) -> str:
    """What a caller can mend, in Swedish; nothing for anything else."""
    if isinstance(cause, ValidationError):
        return " ".join(sentence({**fault, "loc": ("arguments", *fault["loc"])})[1] for fault in cause.errors())
    return str(cause) if isinstance(cause, StyrsvarError) else ""


def _result(text: str, body: dict[str, Any]) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=body)


def _source(citation: dict[str, Any]) -> str:
    place = ", ".join(filter(None, (citation["title"], citation["section"], f"s. {citation['page']}")))
    return f"[{citation['number']}] {place} (document: {citation['document']}): ”{citation['quote']}”"


def _hit(item: dict[str, Any]) -> str:
    place = ", ".join(filter(None, (item["title"], item["attachment"], item["section"], f"s. {item['page']}")))
    return f"{place} (document: {item['document']})\n{item['snippet']}"


def _assignment(row: dict[str, Any]) -> str:
    known = (row["status"], row["year"], row["board"], f"{row['document']} s. {', '.join(map(str, row['pages']))}")
    return f"- {row['text']} ({', '.join(str(part) for part in known if part)})"
