"""Builds swedish.tsv.gz from wordfreq's Swedish list and hunspell-sv: `python -m ingest.data.make_words AFF DIC`.

Run by hand, when the word list is to be renewed: both packages are needed then, and neither at any other time.
A form stays when wordfreq has seen it (or is a form of a common word) and the spelling dictionary accepts it: the
first alone holds much that is English or misspelt ("fran", "forst"), the second alone has no frequencies.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from wordfreq import get_frequency_list

OUT = Path(__file__).parent / "swedish.tsv.gz"
COMMON = 650  # once in 3 million words
RAREST_SEEN = 800  # wordfreq's list ends here

Affix = tuple[str, str, re.Pattern[str], str]
"""What is cut, what is put there, which words it applies to, and the flags of the form that comes out."""


def affixes(path: Path) -> dict[str, list[Affix]]:
    """The suffix rules of a Hunspell .aff file, by flag: `SFX g a 0/WUZ a`."""
    rules: dict[str, list[Affix]] = {}
    for line in path.read_text("utf-8").splitlines():
        fields = line.split()
        if len(fields) >= 5 and fields[0] == "SFX":
            added, _, flags = fields[3].partition("/")
            cut, added = ("" if part == "0" else part for part in (fields[2], added))
            rules.setdefault(fields[1], []).append((cut, added, re.compile(fields[4] + "$"), flags))
    return rules


def forms(path: Path, rules: dict[str, list[Affix]]) -> Iterator[tuple[str, str, str]]:
    """(form, stem, kind) of a .dic file; kind is w (a word), f (may begin a compound), l (may end one)."""
    for line in path.read_text("utf-8").splitlines()[1:]:
        stem, _, rest = line.partition("/")
        flags = rest.split()[0] if rest else ""
        if "%" in flags or (stem.isupper() and len(stem) > 1):  # forbidden word, abbreviation
            continue
        bent = [] if set("¤Z") & set(flags) else [stem]  # needs an ending, or lives in compounds alone
        if set("XUb") & set(flags):  # b: begins words with a hyphen, "lov-", and as often without
            yield stem, stem, "f"
        for flag in flags:
            for cut, added, condition, then in rules.get(flag, ()):
                if condition.search(stem) and stem.endswith(cut):
                    form = stem[: len(stem) - len(cut)] + added
                    if "W" in then:
                        yield form, stem, "f"
                    else:
                        bent.append(form)
        for form in bent:
            yield form, stem, "w"
            if "Y" in flags:
                yield form, stem, "l"


def graded(form: str, stem: str, kind: str, seen: dict[str, int]) -> int | None:
    """-100 · log10 of a form's frequency. A rare form of a common word, "nämndernas", is guessed from the word."""
    if form in seen:
        return seen[form]
    if stem not in seen or (kind != "f" and seen[stem] > COMMON):
        return None
    return seen[stem] if kind == "f" else max(RAREST_SEEN, seen[stem] + 200)


def main(aff: Path, dic: Path) -> None:
    """Writes one line a form: `vård <tab> 387 <tab> wfl`."""
    cost = {word: grade for grade, words in enumerate(get_frequency_list("sv", "large")[1:]) for word in words}
    kinds: dict[str, set[str]] = {}
    grades: dict[str, int] = {}
    for form, stem, kind in forms(dic, affixes(aff)):
        form, stem = form.lower(), stem.lower()
        grade = graded(form, stem, kind, cost)
        if grade is not None and re.fullmatch(r"[a-zåäöéàüè]{2,}|[iåöà]", form):
            kinds.setdefault(form, set()).add(kind)
            grades[form] = grade
    lines = (f"{form}\t{grades[form]}\t{''.join(sorted(kinds[form]))}\n" for form in sorted(grades))
    with OUT.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as packed:
        packed.write("".join(lines).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
