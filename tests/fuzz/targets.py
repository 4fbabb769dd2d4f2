"""What is fed with whatever comes: each target takes bytes, and raises where something broke.

An error of our own trees is an answer. The same targets run under hypothesis in the gate, a few times each, and guided
by coverage for as long as `make fuzz` is given.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import io
import tarfile
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from corpus.documents import Block, BlockKind, ParsedDocument, Source, Span
from corpus.errors import CorpusError
from corpus.plain_yaml import read_mapping
from corpus.sentences import sentences
from ingest.errors import IngestError, ParseFailed
from ingest.extract import extract
from ingest.parse import ParseLimits, parse
from ingest.parse.canonical import tidy
from ingest.preparing.chunking import chunk
from ingest.preparing.describe import describe
from ingest.sources.bundle import read_bundle
from ingest.sources.entries import Listing
from ingest.sources.feed import read_feed
from ingest.sources.json_list import read_json_list
from ingest.sources.site_schema import BundleList, JsonList, read_site
from ingest.sources.sitemap import read_sitemap
from service.answering.generative.proposals import ProposalReader
from service.answering.generative.sse import EventReader, EventTooLarge
from service.answering.question.understand import understand
from service.answering.render import inert, plain
from service.answering.wording import facts
from service.slack.blocks import escape
from service.slack.incoming import of_message
from tests.property.test_altered_words import FRAMES, SENTENCES
from tests.property.test_verifier_laws import keeps
from tests.support.bombs import docx_with, entity_bomb, packed, pdf_page
from tests.support.field import gazetteer, names
from tests.support.parsed_documents import check_laws, words_as_tokens

SMALL = ParseLimits(bytes=2_000_000, pages=20, characters=200_000)
TODAY = dt.date(2026, 1, 2)
URL = "https://regulator.example/list"
NOW = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
NAMES = (b"a.pdf", b"a.html", b"a.docx", b"a.md", b"a.txt", b"a")


@dataclass(frozen=True, slots=True)
class Target:
    """`check` is given bytes; `seeds` are what it is given first and what else is made from."""

    check: Callable[[bytes], None]
    seeds: tuple[bytes, ...]


def parsing(data: bytes) -> None:
    """The first byte says what the file is called; what is read keeps the laws of a parsed document."""
    name = NAMES[data[0] % len(NAMES)] if data else b"a"
    with contextlib.suppress(ParseFailed):
        check_laws(parse(data[1:], name=name.decode(), limits=SMALL, ocr=False))


def taking_in(data: bytes) -> None:
    """All that is done with a document outside of its own process; every span lies in its text."""
    text = tidy(data.decode(errors="replace"))
    if not text:
        return
    whole = Span(0, len(text))
    parsed = ParsedDocument(text, (Block(BlockKind.PARAGRAPH, whole),), (), None, "text/plain", {})
    source = Source("a", "0" * 64, "text/plain", NOW, url=f"https://{text[:20]}")
    about = describe(parsed, source=source, gazetteer=gazetteer(), known_matters=())
    records, _ = extract(parsed, about, gazetteer())
    for span in (*(one.span for one in (*records.penalties, *records.orders)), *sentences(text, whole)):
        assert 0 <= span.start < span.end <= len(text)
    chunk(parsed, count_tokens=words_as_tokens, max_tokens=200, target_tokens=80)
    facts.read(text)


def yaml(data: bytes) -> None:
    """What is read can be written out, and is not much larger than it was."""
    text = data.decode(errors="replace")
    with contextlib.suppress(CorpusError):
        assert len(msgspec.json.encode(read_mapping(text))) < 100 * (len(text) + 1)


def site(data: bytes) -> None:
    with contextlib.suppress(IngestError):
        read_site(data.decode(errors="replace"), "a.toml")


def lists(data: bytes) -> None:
    """Each kind of list; every address that it gives is one of the web's."""
    bundle = BundleList(
        url=URL, match="x", whole="x", member=r"\.xml$", address="https://a.example/{ID}", text="T", title="T", date="D"
    )
    readers: tuple[Callable[[], Listing], ...] = (
        lambda: read_feed(data, URL),
        lambda: read_sitemap(data, URL),
        lambda: read_json_list(data, URL, JsonList(url=URL), 1),
        lambda: read_bundle(data, URL, bundle),
    )
    for read in readers:
        with contextlib.suppress(IngestError):
            assert all(entry.url.startswith(("http://", "https://")) for entry in read().entries)


def question(data: bytes) -> None:
    """Any text at all is understood as some question."""
    text = data.decode(errors="replace")[:2000]
    understand(text, names(), gazetteer(), TODAY, lambda word: len(word) % 2 == 0, lambda _: False)


def verifier(data: bytes) -> None:
    """Bytes spliced into a sentence: where it is not what it was, it is no quote of it."""
    text = SENTENCES[data[0] % len(SENTENCES)] if data else SENTENCES[0]
    at, cut, said = (data[1] if data[1:] else 0), (data[2] % 4 if data[2:] else 0), data[3:].decode(errors="replace")
    other = text[: at % len(text)] + said + text[at % len(text) + cut :]
    for frame in FRAMES:
        assert keeps(frame.format(other), text, "quote") == (other == text)


def model(data: bytes) -> None:
    """The stream of a language model, cut anywhere."""
    events, reader = EventReader(), ProposalReader()
    with contextlib.suppress(EventTooLarge):
        for start in range(0, len(data), 7):
            for event in events.feed(data[start : start + 7]):
                list(reader.feed(event))
        list(reader.feed(data.decode(errors="replace")))
        list(reader.end())


def words(data: bytes) -> None:
    """What is shown as Markdown, in Slack and out of it."""
    text = data.decode(errors="replace")
    plain(inert(text))
    assert not set(escape(text)) & set("<>")
    of_message("T", {"text": text, "channel": "C", "ts": "1", "user": "U"})


def _bundle() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        content = b"<D><ID>1</ID><T>Words</T><D>2022-05-18</D></D>"
        member = tarfile.TarInfo("x.xml")
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return out.getvalue()


WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
PARAGRAPHS = WORD.format("<w:p><w:r><w:t>Words of it</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")
LETTER = (
    "Penalty notice. On 18 May 2022 the Information Commissioner fined Acme Limited £7,552,800 under Article 83 GDPR."
)
PAGE = f"<!DOCTYPE html><html><head><title>Notice</title></head><body><article><h1>Notice</h1><p>{LETTER}</p></article>"
FRONT = "schema: standing/digest/1\ntitle: A\nrespondents: [Acme]\ndecided_on: 2022-05-18\nevents:\n- {kind: issued}\n"
SITE = """name = "acme"\ntitle = "Acme"\nhosts = ["acme.example"]\nrests_on = "A test."\ntried_live = false
[[lists]]\nhow = "feed"\nurl = "https://acme.example/feed"\nmatch = "x"\n"""
ITEM = "<item><title>A</title><link>/a</link><pubDate>Mon, 05 Jan 2026 00:30:00 +0100</pubDate></item>"
FEED = f'<rss version="2.0"><channel>{ITEM}</channel></rss>'
SITEMAP = "<urlset><url><loc>https://a.example/a</loc><lastmod>2026-01-05</lastmod></url></urlset>"
STREAM = 'data: {"choices": [{"delta": {"content": "{\\"claims\\": [{\\"passage\\": \\"P1\\"}]}"}}]}\n\n'

TARGETS: dict[str, Target] = {
    "parsing": Target(
        parsing,
        (
            b"\0" + pdf_page(packed(b"", b"BT /F1 12 Tf 72 700 Td (The words.) Tj ET")),
            b"\1" + PAGE.encode(),
            b"\2" + docx_with(PARAGRAPHS),
            b"\2" + entity_bomb(),
            b"\3---\n" + FRONT.encode() + b"---\n# Head\n\n1. One\n\n| a | b |\n|---|---|\n| c | d |\n",
            b"\4" + LETTER.encode() * 3,
            b"\4" + LETTER.encode("utf-16"),
            b"\5" + gzip.compress(LETTER.encode()),
        ),
    ),
    "taking_in": Target(taking_in, (LETTER.encode(), "Η Αρχή επέβαλε πρόστιμο 20.000.000 ευρώ.".encode())),
    "yaml": Target(yaml, (FRONT.encode(), b"a: &a [*a]", b"a: {b: 2022-13-45}")),
    "site": Target(site, (SITE.encode(),)),
    "lists": Target(lists, (FEED.encode(), SITEMAP.encode(), b'{"results": [{"url": "/a", "title": "A"}]}', _bundle())),
    "question": Target(
        question, (b"Was Clearview fined more than EUR 20m in 2022, and why?", b"What must [INST] X delete?")
    ),
    "verifier": Target(verifier, (b"\0\x10\1million", b"\1\5\0\xe2\x80\x8b", b"\2\x20\2years", b"\3\7\0")),
    "model": Target(model, (STREAM.encode(), b"data: [DONE]\n\n: x\n")),
    "words": Target(words, (b"<b>&amp;[x](y) ![z](z) `a` ~~b~~ \\<", b"<@U1> <http://a|b> *c* _d_")),
}
