"""Readers' feedback as candidate cases: the questions that were answered badly are those worth asking again.

A candidate has no gold: somebody who reads the documents adds `must`, `items` and `evidence`, and takes the note away;
until then `python -m eval` refuses it.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from app.engine import open_index
from app.settings import read_settings
from eval.mask import mask

Content = dict[str, Any]
DOWN = ("down", "bad", "-1", -1)  # how a reader's no is written


def harvest(liked: bool = False) -> list[str]:
    """The candidates from the catalogue and the data folder in force, one JSON line each."""
    settings = read_settings()
    with open_index(settings) as index:
        said = [*_kept_in(settings.data / "feedback.jsonl"), *(one for _, _, one in index.dialogue.feedback())]
        known = set(index.vocabulary())
        found = candidates(said, known, lambda id_: index.dialogue.turns(id_), liked)
    return [json.dumps(one, ensure_ascii=False) for one in found]


def _kept_in(path: Path) -> list[Content]:
    """Feedback as lines of JSON, where the server writes it."""
    if not path.is_file():
        return []
    return [dict(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip()]


def candidates(
    said: Sequence[Content], known: Collection[str], turns: Callable[[str], list[Content]], liked: bool = False
) -> list[Content]:
    """A candidate for each question with feedback, each question once, masked."""
    found: dict[tuple[str, ...], Content] = {}
    for content in said:
        if not liked and content.get("rating") not in DOWN:
            continue
        asked = tuple(mask(question, known) for question in _questions(content, turns))
        if asked and asked not in found:
            found[asked] = _candidate(asked, content, known)
    return list(found.values())


def _questions(content: Content, turns: Callable[[str], list[Content]]) -> list[str]:
    """The conversation up to the question that the feedback is about; that question alone when nothing else is kept."""
    question = str(content.get("question") or "")
    conversation = content.get("conversation_id")
    kept = [str(turn.get("question") or "") for turn in turns(str(conversation))] if conversation else []
    kept = [one for one in kept if one]
    if question and question in kept:
        return kept[: kept.index(question) + 1]
    return [question] if question else kept


def _candidate(asked: tuple[str, ...], content: Content, known: Collection[str]) -> Content:
    number = hashlib.sha256("\n".join(asked).encode()).hexdigest()[:8]
    return {
        "id": f"fran-lasare-{number}",
        "turns": list(asked),
        "kind": "fact",
        "hard": ["followup"] if len(asked) > 1 else [],
        "answer": "",
        "must": [],
        "evidence": [],
        "note": mask(str(content.get("comment") or ""), known),
    }
