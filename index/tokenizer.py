"""The bundled model's tokenizer as a `tokenizers` file: Unigram pieces, blanks written as ▁ (XLM-RoBERTa's)."""

import re
import unicodedata
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")


def write_tokenizer(pieces: list[tuple[str, float]], characters: dict[int, str], path: Path) -> None:
    """Writes tokenizer.json.

    `characters` maps code points to what is read instead. That is Unicode's NFKC but for 45 code points: control
    characters, left out, and unusual blanks, read as a blank. Those are given as two rules.
    """
    odd = {
        chr(point): read
        for point, read in characters.items()
        if unicodedata.normalize("NFKC", chr(point)) != read and read in ("", " ")
    }
    dropped, blanks = (
        "[" + "".join(re.escape(character) for character, read in odd.items() if read == wanted) + "]"
        for wanted in ("", " ")
    )
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(dropped), ""),
            normalizers.Replace(Regex(blanks), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")]
    )
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens([AddedToken(word, special=True, normalized=False) for word in SPECIAL])
    tokenizer.save(str(path), pretty=False)
