"""The documents an answer cites as BibTeX, one entry a document version."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import quote

from service.answering.wire import Answer, Citation
from service.export.references import NameOf

SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    # BibTeX counts braces whether they are escaped or not
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
URL_SIGNS = {sign: quote(sign) for sign in '{}\\ <>"\n\r\t'}


def bibtex(answer: Answer, name_of: NameOf) -> str:
    """Entries in the order of first citation; keys are unique and stay the same for the same document."""
    seen: dict[tuple[str, int], list[Citation]] = {}
    for citation in answer.citations:
        seen.setdefault((citation.document_id, citation.version), []).append(citation)
    return "\n".join(_entry(group, name_of) for group in seen.values())


def _entry(group: list[Citation], name_of: NameOf) -> str:
    first = group[0]
    day = first.decided_on or first.published_on
    pinpoints = sorted({f"para {each.paragraph}" for each in group if each.paragraph})
    fields = {
        "author": f"{{{_escaped(name_of(first.regulator))}}}" if first.regulator else "",
        "title": f"{{{_escaped(first.title)}}}",
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "day": str(day.day) if day else "",
        "type": _escaped(first.kind),
        "url": "".join(URL_SIGNS.get(sign, sign) for sign in first.source_url or ""),
        "urldate": first.retrieved_at.date().isoformat(),
        "note": _escaped("; ".join([*pinpoints, f"sha256 {first.sha256}"])),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(first)},", *lines, "}", ""])


def _key(citation: Citation) -> str:
    day = citation.decided_on or citation.published_on
    words: Iterable[str] = re.findall(r"[A-Za-z]+", _ascii(citation.title))
    stem = "".join(list(words)[:2]).lower() or "document"
    return f"{_word(citation.regulator or 'source')}-{stem}-{day.year if day else 'nd'}-{citation.document_id[1:7]}"


def _word(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "", _ascii(text)) or "source"


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _escaped(text: str) -> str:
    return "".join(SPECIAL.get(letter, letter) for letter in " ".join(text.split()))
