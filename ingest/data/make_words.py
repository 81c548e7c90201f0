"""Builds swedish.tsv.gz from wordfreq's Swedish list and hunspell-sv: `python -m ingest.data.make_words AFF DIC`.

Run by hand, when the word list is to be renewed: both packages are needed then, and neither at any other time.
A word stays when wordfreq has seen it and the spelling dictionary accepts it: the first alone holds much that
is English or misspelt ("fran", "forst"), the second alone has no frequencies and four times as many words.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from wordfreq import get_frequency_list

OUT = Path(__file__).parent / "swedish.tsv.gz"

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
        if set("XU") & set(flags):
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


def main(aff: Path, dic: Path) -> None:
    """Writes one line a form: `vård <tab> 387 <tab> wfl`; the number is -100 · log10 of the frequency."""
    cost = {word: grade for grade, words in enumerate(get_frequency_list("sv", "large")[1:]) for word in words}
    kinds: dict[str, set[str]] = {}
    graded: dict[str, int] = {}
    for form, stem, kind in forms(dic, affixes(aff)):
        form, stem = form.lower(), stem.lower()
        grade = cost.get(form, cost.get(stem) if kind == "f" else None)
        if grade is not None and re.fullmatch(r"[a-zåäöéàüè]{2,}|[iåöà]", form):
            kinds.setdefault(form, set()).add(kind)
            graded[form] = grade
    lines = (f"{form}\t{graded[form]}\t{''.join(sorted(kinds[form]))}\n" for form in sorted(graded))
    with OUT.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0) as packed:
        packed.write("".join(lines).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
