"""The chat's one named endpoint, for programs that use Gradio's own client."""

from typing import Any

import gradio as gr
from gradio.events import api
from pydantic import ValidationError

from app.api.ask import answered
from app.api.asked import AskBody
from app.api.desk import Desk
from app.events import answer_body
from app.faults import sentence
from ingest.errors import StyrsvarError


def build(desk: Desk) -> None:
    """Adds the endpoint /ask to the page being built."""

    def ask(question: str, conversation_id: str | None = None) -> dict[str, Any]:
        """Svarar på en fråga; samma svar som POST /api/ask."""
        try:
            body = AskBody(question=question, conversation_id=conversation_id or None)
            return answer_body(*answered(desk, body))
        except ValidationError as error:
            faults = [sentence({**fault, "loc": ("body", *fault["loc"])})[1] for fault in error.errors()]
            raise gr.Error(" ".join(faults), print_exception=False) from None
        except StyrsvarError as error:
            raise gr.Error(str(error), print_exception=False) from None

    api(ask, api_name="ask")
