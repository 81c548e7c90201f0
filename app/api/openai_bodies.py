"""The shapes of OpenAI's chat completions that are understood here, as the OpenAPI description shows them."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StrictBool

from app.api.asked import FilterBody
from app.api.samples import COMPLETED, MESSAGES, MODEL, MODELS, example


class PartBody(BaseModel):
    """En del av ett meddelande; bara text läses."""

    type: Annotated[str, Field(max_length=40)]
    text: str = Field("", max_length=200_000)


class MessageBody(BaseModel):
    """Ett meddelande. Bara user och assistant räknas; instruktioner i system ändrar inte svaret."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[str, Field(max_length=200_000)] | Annotated[list[PartBody], Field(max_length=100)] | None = None

    def words(self) -> str:
        """The message's text."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptionsBody(BaseModel):
    """Vad strömmen ska sluta med."""

    include_usage: StrictBool | None = None


class CompletionBody(BaseModel):
    """En fråga i OpenAI:s form. Andra fält än dessa (temperature, tools …) tas emot men ändrar inget."""

    model_config = example({"model": "styrsvar", "messages": MESSAGES})

    model: str = Field("styrsvar", max_length=200)
    messages: list[MessageBody] = Field(min_length=1, max_length=400)
    stream: StrictBool | None = None
    stream_options: StreamOptionsBody | None = None
    n: Literal[1] | None = Field(None, description="Det finns ett svar på varje fråga")
    filters: FilterBody | None = Field(None, description="Som i /api/ask; i paketet openai: extra_body")


class CitedBody(BaseModel):
    """Var i texten en källa anges, och adressen till sidan."""

    start_index: int
    end_index: int
    title: str
    url: str


class AnnotationBody(BaseModel):
    """En källa."""

    type: Literal["url_citation"]
    url_citation: CitedBody


class SaidBody(BaseModel):
    """Svaret: texten med [n], källförteckningen under den, och samma källor som annotations."""

    role: Literal["assistant"]
    content: str
    refusal: None = None
    annotations: list[AnnotationBody]


class ChoiceBody(BaseModel):
    """Det enda svaret."""

    index: int
    message: SaidBody
    finish_reason: Literal["stop"]
    logprobs: None = None


class UsageBody(BaseModel):
    """Antal ord; språkmodellens egna tecken räknas inte."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class CompletedBody(BaseModel):
    """Ett svar i OpenAI:s form."""

    model_config = example(COMPLETED)

    id: str
    object: Literal["chat.completion"]
    created: int
    model: str
    choices: list[ChoiceBody]
    usage: UsageBody


class ModelBody(BaseModel):
    """En modell att välja."""

    model_config = example(MODEL)

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelsBody(BaseModel):
    """Modellerna."""

    model_config = example(MODELS)

    object: Literal["list"]
    data: list[ModelBody]
