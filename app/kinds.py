"""What a question asks for, in what language, and about what."""

import re
from collections.abc import Sequence

from app import phrases
from app.criteria import decision_of
from app.model import Kind
from app.scope import Scope, initials_of, papers_asked_of
from app.topic import WORD
from index.model import DocumentEntry
from index.sparse import STOP_WORDS, stem

ENGLISH = frozenset(phrases.ENGLISH)
FRAME = frozenset(phrases.FRAME) | ENGLISH | STOP_WORDS

_SUBJECT = re.compile(  # "läxhjälpsuppdraget" is about "läxhjälp"
    r"(?!grund|huvud|konsult|nämnd|budget|fullmäktige|kommunstyrelse|förvaltning|direktör|socialnämnd|läge)(\w{4,}?)s?uppdrag(?:et|ets)"
)


def language_of(question: str) -> str:
    """ "en" when the question is in English, else "sv"."""
    words = [word.lower() for word in WORD.findall(question)]
    english = sum(word in ENGLISH for word in words)
    swedish = sum(word in STOP_WORDS and word not in ENGLISH for word in words)
    return "en" if english >= 2 and english > swedish and not re.search(r"[åäö]", " ".join(words[:2])) else "sv"


def kind_of(low: str, about_assignments: bool) -> Kind:
    """What a question, in lower case, asks for."""
    low = re.sub(phrases.REGARDLESS, " ", low)
    said = _said_kind(low, about_assignments)
    plain = re.search(phrases.ASKS, low) or not low.endswith("?") or not re.match(phrases.BEGINS_WITH_VERB, low)
    return said or (Kind.FACT if plain else Kind.YESNO)


def _said_kind(low: str, about_assignments: bool) -> Kind | None:
    """The kind that a question's words say, or None."""
    if re.search(phrases.COUNTABLE, low) or (about_assignments and re.search(phrases.COUNTED_ASSIGNMENTS, low)):
        return Kind.COUNT
    if re.search(r"^(?:vad|vilka)\b.*\b(?:har|hade|fick|fått|avslutade|la|lade)\b", low) and about_assignments:
        return Kind.LIST
    if about_assignments and re.search(phrases.SET_BY_STATUS, low) and not re.search(r"\buppdraget\b", low):
        return Kind.COUNT if re.search(phrases.COUNTED_STATUS, low) else Kind.LIST
    for pattern, kind in phrases.KINDS:
        if re.search(pattern, low):
            if kind in (Kind.STATUS, Kind.YESNO) and re.search(r"^[^.?]*\buppdrag(?:en)?\s+som\b", low):
                return Kind.LIST
            if kind in (Kind.STATUS, Kind.YESNO) and re.match(r"uppdrag(?:en)?\b", low):
                return Kind.LIST
            if kind is Kind.FIGURE and about_assignments and re.search(r"\bvilka\b", low):
                return Kind.LIST
            return kind
    if about_assignments and (decision_of(low) or re.search(r"\buppdrag(?:en)?\b", low)) and "uppdraget" not in low:
        return Kind.LIST
    return None


def topic_of(question: str, scope: Scope, documents: Sequence[DocumentEntry]) -> tuple[str, ...]:
    """The content words of a question in order, without what frames it and without the boards it names."""
    places = {word.lower() for board in scope.boards for word in WORD.findall(board)}
    places |= {part for board in scope.boards for short in initials_of(board) for part in short.split()}
    named = [d for d in documents if d.name in scope.filters.documents]
    places |= {word.lower() for d in named for word in WORD.findall(f"{d.city} {d.title} {d.board}") if len(word) > 3}
    found = []
    short = {word.lower() for word in WORD.findall(question) if re.search(r"[a-zåäö][A-ZÅÄÖ]", word)}  # "SiG", "SiS"
    papers = papers_asked_of(question)
    givers = re.search(phrases.BOTH_ORIGINS, question.lower())
    for word in WORD.findall(re.sub(phrases.FRAME_PHRASES, " ", question.lower())):
        if word in short or word in papers:
            found.append(word)
            continue
        if givers and word in givers[0]:
            continue
        bare = word[:-1] if word.endswith("s") else word
        if word in FRAME or bare in places or word in places or re.fullmatch(r"20\d\d|\d", word) or len(word) < 2:
            continue
        subject = _SUBJECT.fullmatch(word)
        if subject and subject[1] not in FRAME:
            found.append(subject[1])
            continue
        if (stem(word) in FRAME and len(word) < 7) or re.fullmatch(phrases.ASSIGNMENT_NOUNS, word):
            continue
        found.append(word)
    return tuple(dict.fromkeys(found))
