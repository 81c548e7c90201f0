"""Tells a PDF whose packed streams would fill the memory when unpacked, before anything unpacks them."""

import mmap
import re
import zlib
from pathlib import Path

MAX_STREAM = 250_000_000  # bytes of one stream unpacked; a page scanned in colour at 600 dots an inch has 105 million
_SMALLEST = MAX_STREAM // 1032  # bytes packed: zlib packs zeros 1,032 to one and nothing tighter
_STEP = 1 << 20  # bytes unpacked at a time
_SAMPLE = 1 << 16  # bytes packed that tell whether a stream is worth unpacking
_TIGHT = 100  # to one; text packs about five to one, a white page a few hundred


def has_bomb(path: Path) -> bool:
    """Whether a stream of the file would unpack to more than MAX_STREAM."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for match in re.finditer(rb"stream\r?\n", data):
            if data[max(0, match.start() - 3) : match.start()] == b"end":
                continue
            before = data[max(0, match.start() - 600) : match.start()]
            layers = _layers(before[before.rfind(b" obj") :])
            end = data.find(b"endstream", match.end())
            size = (end if end > 0 else len(data)) - match.end()
            if layers and (layers > 1 or size > _SMALLEST) and _swells(data, match.end(), size, layers):
                return True
    return False


def _layers(head: bytes) -> int:
    """How many times a stream is packed with zlib, by its dictionary."""
    return len(re.findall(rb"/(?:FlateDecode|Fl)\b", head))


def _swells(data: mmap.mmap, start: int, size: int, layers: int) -> bool:
    """Whether a stream grows past the limit; each layer is unpacked bit by bit and thrown away."""
    if layers == 1 and _unpacked(data[start : start + _SAMPLE], 1, MAX_STREAM) < _TIGHT * min(size, _SAMPLE):
        return False
    return _unpacked(data[start : start + size], layers, MAX_STREAM) > MAX_STREAM


def _unpacked(packed: bytes, layers: int, limit: int) -> int:
    """How many bytes the last of the layers has; stops soon after `limit` in any of them."""
    openers = [zlib.decompressobj() for _ in range(layers)]
    totals = [0] * layers

    def feed(chunk: bytes, layer: int) -> bool:
        """Unpacks a chunk through the rest of the layers; False when a limit is passed."""
        while chunk:
            out = openers[layer].decompress(chunk, _STEP)
            chunk = openers[layer].unconsumed_tail
            totals[layer] += len(out)
            if totals[layer] > limit or (layer + 1 < layers and out and not feed(out, layer + 1)):
                return False
            if not out and openers[layer].eof:
                break
        return True

    try:
        feed(packed, 0)
    except zlib.error:
        return max(totals)  # broken, or not packed by zlib: what came out is all there is
    return max(totals)
