"""Where Swedish sentences start and end."""

import re

# After these a sentence always goes on: "t.ex. Norr", "kap. 4", "kl. 13".
GO_ON = frozenset(
    """t.ex bl.a s.k d.v.s dvs f.d fr.o.m t.o.m p.g.a pga ca c:a kap nr art prop dnr bil sid s jfr enl inkl exkl kl ev
    f.n resp tel avd ref max min ang mom par p sfs skr bet rskr f i.e jan feb mar apr jun jul aug sep sept okt nov dec
    alt v.g m.a.o i.o.m i.st.f å.s.s m.h.t fig tab dr prof""".split()  # noqa: SIM905
)
# After these it goes on only with a small letter or a number: "lokaler m.m. Nämnden ska" are two sentences.
MAY_END = frozenset("m.m m.fl osv o.s.v etc o.d e.d o.dyl e.dyl tkr mnkr mkr mdkr kr st tim".split())  # noqa: SIM905

END = re.compile(
    r"""[.!?…]+["”’»)\]]*(?=\s|$)|\n\s*\n|\n(?=[ \t]*[•▪●◦‣·*–—-][ \t])|\n(?=[ \t]*(?:\d{1,2}|[a-h])[.)][ \t])"""
)
LAST_WORD = re.compile(r"[\w.:§]+$")
NEXT = re.compile(r"""\s*["”’»(\[–-]*\s*(\S)""")


def sentences(text: str) -> list[tuple[int, int]]:
    """The start and end of each sentence, blanks outside left out, in order.

    A line break is a blank as any other, but for an empty line and a line that starts with a bullet or a list number.

    >>> text = "Se kap. 4. Det gäller t.ex. SiS."
    >>> [text[start:end] for start, end in sentences(text)]
    ['Se kap. 4.', 'Det gäller t.ex. SiS.']
    """
    found, start = [], 0
    for match in END.finditer(text):
        if match.start() >= start and (match[0].isspace() or _ends(text, match)):
            found.append((start, match.end()))
            start = match.end()
    found.append((start, len(text)))
    return [trimmed for one in found if (trimmed := _trim(text, *one))[0] < trimmed[1]]


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether the stop at `match` closes a sentence."""
    if match[0][0] != ".":
        return True
    following = NEXT.match(text, match.end())
    if following is None:
        return True
    first = following[1]
    if first.islower():
        return False
    word = LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    last = word[0].lower().strip(".") if word else ""
    if last in MAY_END:
        return not first.isdigit()
    if last in GO_ON:
        return False
    if len(last) == 1 and last.isalpha() and word is not None and word[0].isupper():
        return False  # an initial: "B. Svensson"
    return not (last.isdigit() and len(last) <= 2 and _starts_line(text, match.start() - len(last)))


def _starts_line(text: str, at: int) -> bool:
    """Whether only blanks stand before on the line: "1. Inledning" is a list number, not a sentence."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
