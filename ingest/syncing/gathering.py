"""Reads one source: finds what is new or changed, keeps its bytes, and gives it to be ingested.

Everything learnt of an address is written down before the next one is asked for, so that a run that dies loses at most
one request. A document's key is the address under which it was first found: a page that moved stays one document.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

import msgspec

from corpus.sync_store import SyncMark, SyncState, SyncStore
from ingest.errors import FetchFailed, FetchReason, SourceUnreadable
from ingest.fetching import WEB_PAGE, Fetched, Fetcher, Validators, Wanted
from ingest.keeping.archive import Archive
from ingest.sources.item import Item
from ingest.sources.markup import words_of_page
from ingest.sources.site import Lead, SiteReader
from ingest.sources.site_schema import PAGE, BundleList, FeedList, HtmlList, Listed, Site
from ingest.syncing.notes import lead_from, note_for, note_of, written
from ingest.syncing.report import SourceReport, Trouble

RECHECK = dt.timedelta(days=14)
"""How long a page that no list says has changed is believed to be as it was."""

RECHECKS = 200
"""Old pages asked after in one run: 20 minutes at the pace of the slowest site, which asks for 6 seconds."""

PASSING = frozenset(
    {FetchReason.UNREACHABLE, FetchReason.TIMED_OUT, FetchReason.SERVER, FetchReason.BUSY, FetchReason.TRUNCATED}
)
"""Failures that are tried again in the next run; the others wait until `RECHECK` has passed."""

HOST_TROUBLE = frozenset({FetchReason.UNREACHABLE, FetchReason.TIMED_OUT, FetchReason.SERVER, FetchReason.REFUSED})
PATIENCE = 3
"""So many of these in a row, and the site is left alone for this run."""


class _Unchanged(Exception):
    """A list answered that nothing has changed."""


class _Stopped(Exception):
    """The site cannot or does not want to be read now."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading a source needs.

    `deleted` says of a key whether a person took that document away. Once `stop` is set nothing more is asked for or
    written down.
    """

    fetcher: Fetcher
    archive: Archive
    store: SyncStore
    stop: threading.Event = field(default_factory=threading.Event)
    deleted: Callable[[str], bool] = lambda _: False
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)


class Gatherer:
    """One run over one source. `items` is gone through once; `taken` may be called from another thread."""

    def __init__(self, site: Site, tools: Tools, *, full: bool = False) -> None:
        self.report = SourceReport(site.name)
        self._site = site
        self._tools = tools
        self._full = full
        self._lock = threading.Lock()
        self._marks = tools.store.marks(site.name)
        self._aliases = {note_of(mark).at: mark.url for mark in self._marks.values() if note_of(mark).at}
        self._met: set[str] = set()
        self._reader = SiteReader(site, self._read_list, self._trouble)
        self._list = Validators()
        self._host_troubles = 0

    def items(self) -> Iterator[Item]:
        """What is to be ingested: first what an earlier run had fetched and not ingested."""
        yield from self._resumed()
        try:
            for listed in self._site.lists:
                yield from self._from_list(listed)
            yield from self._again()
        except _Stopped as reason:
            self.report.stopped = str(reason)

    def taken(self, keys: Iterable[str]) -> None:
        """These were offered to ingest, which keeps its own account of what could not be read."""
        for key in keys:
            self._change(key, state=SyncState.TAKEN)

    def _resumed(self) -> Iterator[Item]:
        for mark in list(self._marks.values()):
            if mark.state is SyncState.FETCHED and mark.sha256 and self._tools.archive.holds(mark.sha256):
                self.report.resumed += 1
                yield self._item(mark)

    def _from_list(self, listed: Listed) -> Iterator[Item]:
        name = f"{listed.__struct_config__.tag} {listed.url}"
        before, now = self._marks.get(name), self._tools.now()
        walked = before is not None and before.state is SyncState.WALKED and not self._full
        self._list = Validators(before.etag, before.last_modified) if walked and before else Validators()
        # of a list that was never walked to its end, every page is read
        known = frozenset(self._marks) if walked else frozenset()
        self._put(SyncMark(self.report.name, name, SyncState.OPEN, now))
        try:
            for lead in self._reader.leads(listed, lambda url: self._key(url) not in known):
                self.report.listed += 1
                yield from self._follow(lead)
        except _Unchanged:
            pass
        except (FetchFailed, SourceUnreadable) as error:
            self._trouble(listed.url, error.message)
            self._count(error)
            return
        held = self._list if isinstance(listed, FeedList | HtmlList) and PAGE not in listed.url else Validators()
        self._put(SyncMark(self.report.name, name, SyncState.WALKED, now, held.etag, held.last_modified))

    def _read_list(self, wanted: Wanted) -> Fetched:
        """A page of a list, asked for conditionally where the list said how."""
        known, self._list = self._list, Validators()
        self._go_on()
        fetched = self._tools.fetcher.fetch(replace(wanted, known=known))
        if fetched.data is None:
            self._list = known
            raise _Unchanged
        self._list = fetched.validators
        return fetched

    def _follow(self, lead: Lead) -> Iterator[Item]:
        key = self._key(lead.url)
        mark = self._marks.get(key)
        if key in self._met or (mark and not self._is_due(mark, lead)):
            return
        self._met.add(key)
        try:
            fetched = self._fetch(lead, mark)
        except FetchFailed as error:
            self._failed(lead, key, mark, error)
            return
        self._host_troubles = 0
        if fetched.data is None:
            self._unchanged(key, fetched.retrieved_at)
        elif not self._is_twin(key, fetched):
            yield from self._received(lead, key, mark, fetched)

    def _received(self, lead: Lead, key: str, mark: SyncMark | None, fetched: Fetched) -> Iterator[Item]:
        page = _is_page(fetched)
        opens = lead.open and (page or isinstance(lead.listed, BundleList))
        if lead.keep:
            yield from self._document(lead, key, mark, fetched, opening=opens)
        else:
            self._put(self._mark(lead, key, SyncState.PAGE, fetched, opening=opens))
        if opens:
            yield from self._linked(lead, key, fetched)

    def _document(
        self, lead: Lead, key: str, mark: SyncMark | None, fetched: Fetched, *, opening: bool
    ) -> Iterator[Item]:
        data, page = fetched.data or b"", _is_page(fetched)
        sha256, words = hashlib.sha256(data).hexdigest(), self._words(fetched) if page else ""
        if mark and mark.sha256 and (sha256 == mark.sha256 or (words and words == note_of(mark).words)):
            if sha256 == mark.sha256:
                self._keep(fetched)
            self._unchanged(key, fetched.retrieved_at)
            return
        lead = replace(lead, said=self._reader.said_by_page(lead, fetched)) if page else lead
        deleted = self._tools.deleted(key)
        if not deleted:
            self._keep(fetched)
        state = SyncState.TAKEN if deleted else SyncState.FETCHED
        made = replace(self._mark(lead, key, state, fetched, opening=opening, words=words), sha256=sha256)
        self._put(made)
        if not deleted:
            self.report.changed += bool(mark and mark.sha256)
            self.report.new += not (mark and mark.sha256)
            yield self._item(made)

    def _keep(self, fetched: Fetched) -> None:
        data, moment = fetched.data or b"", fetched.retrieved_at
        self._tools.archive.put(data, url=fetched.url, retrieved_at=moment, media_type=fetched.media_type)

    def _linked(self, lead: Lead, key: str, fetched: Fetched) -> Iterator[Item]:
        try:
            found = self._reader.linked(lead, fetched)
        except SourceUnreadable as error:
            self._trouble(lead.url, error.message)
            return
        for one in found:
            yield from self._follow(one)
        self._change(key, note=written(msgspec.structs.replace(note_of(self._marks[key]), opening=False)))

    def _fetch(self, lead: Lead, mark: SyncMark | None) -> Fetched:
        if lead.body is not None:
            return replace(self._reader.inline(lead), retrieved_at=self._tools.now())
        self._go_on()
        wanted = self._reader.wanted(lead.url, lead.accept)
        if mark and not self._full and not note_of(mark).opening and self._holds(mark):
            wanted = replace(wanted, known=Validators(mark.etag, mark.last_modified))
        return self._tools.fetcher.fetch(wanted)

    def _holds(self, mark: SyncMark) -> bool:
        return mark.state is SyncState.PAGE or bool(mark.sha256 and self._tools.archive.holds(mark.sha256))

    def _is_twin(self, key: str, fetched: Fetched) -> bool:
        """Whether an address leads for good to another that is known already: one document, found twice."""
        twin = self._key(fetched.url)
        if not fetched.moved or twin == key or twin not in self._marks:
            return False
        lead = Lead(key, keep=False)
        self._put(
            SyncMark(self.report.name, key, SyncState.PAGE, fetched.retrieved_at, note=note_for(lead, inline=True))
        )
        return True

    def _unchanged(self, key: str, checked_at: dt.datetime) -> None:
        self._go_on()
        self.report.unchanged += 1
        gone = self._marks[key].state is SyncState.GONE
        self._change(key, checked_at=checked_at, **({"state": SyncState.TAKEN} if gone else {}))

    def _failed(self, lead: Lead, key: str, mark: SyncMark | None, error: FetchFailed) -> None:
        self._go_on()
        now = self._tools.now()
        if mark and mark.sha256 and error.reason is FetchReason.MISSING:
            self.report.gone += mark.state is not SyncState.GONE
            self._change(key, state=SyncState.GONE, checked_at=now)
            return
        self.report.failed.append(Trouble(lead.url, error.message))
        if not (mark and mark.sha256):
            note = note_for(lead, passing=error.reason in PASSING)
            self._put(SyncMark(self.report.name, key, SyncState.FAILED, now, note=note))
        self._count(error)

    def _count(self, error: Exception) -> None:
        """A host that is down, or asks for peace, is not asked for page after page."""
        if not isinstance(error, FetchFailed):
            return
        self._host_troubles = self._host_troubles + 1 if error.reason in HOST_TROUBLE else 0
        if error.reason is FetchReason.BUSY or self._host_troubles >= PATIENCE:
            raise _Stopped(error.message)

    def _again(self) -> Iterator[Item]:
        """What failed before, and what has not been looked at for long, the oldest first."""
        states = {SyncState.TAKEN, SyncState.PAGE, SyncState.GONE, SyncState.FAILED}
        marks = [mark for mark in self._marks.values() if mark.state in states and not note_of(mark).inline]
        due = sorted((mark for mark in marks if self._is_due(mark, None)), key=lambda mark: mark.checked_at)
        for mark in due[: None if self._full else RECHECKS]:
            yield from self._follow(lead_from(mark))

    def _is_due(self, mark: SyncMark, lead: Lead | None) -> bool:
        note = note_of(mark)
        if self._full or note.opening or note.passing:
            return True
        if lead and isinstance(lead.listed, BundleList) and lead.body is None:
            return False
        if lead and (lead.body is not None or (lead.modified and lead.modified > mark.checked_at)):
            return True
        return self._tools.now() - mark.checked_at > RECHECK

    def _words(self, fetched: Fetched) -> str:
        words = words_of_page(fetched.data or b"", fetched.url, self._site.page.content)
        return hashlib.sha256(words.encode()).hexdigest()

    def _key(self, url: str) -> str:
        return self._aliases.get(url, url)

    def _item(self, mark: SyncMark) -> Item:
        note, sha256 = note_of(mark), mark.sha256 or ""
        return Item(
            key=mark.url,
            name=lead_from(mark).name,
            load=lambda: self._tools.archive.read(sha256),
            media_type=note.media_type or None,
            url=note.at or mark.url,
            archive_key=sha256,
            retrieved_at=note.had_at,
            said=note.said,
        )

    def _mark(
        self, lead: Lead, key: str, state: SyncState, fetched: Fetched, *, opening: bool, words: str = ""
    ) -> SyncMark:
        at = fetched.url if fetched.moved and fetched.url != key else ""
        if at:
            self._aliases[at] = key
        note = note_for(
            lead, at=at, media_type=fetched.media_type, words=words, had_at=fetched.retrieved_at, opening=opening
        )
        known = fetched.validators
        return SyncMark(self.report.name, key, state, fetched.retrieved_at, known.etag, known.last_modified, note=note)

    def _go_on(self) -> None:
        if self._tools.stop.is_set():
            raise _Stopped("It was stopped.")

    def _change(self, key: str, **changes: object) -> None:
        with self._lock:
            self._marks[key] = replace(self._marks[key], **changes)  # type: ignore[arg-type]
            self._tools.store.put(self._marks[key])

    def _put(self, mark: SyncMark) -> None:
        self._go_on()
        with self._lock:
            self._marks[mark.url] = mark
            self._tools.store.put(mark)

    def _trouble(self, url: str, what: str) -> None:
        self.report.troubles.append(Trouble(url, what))


def _is_page(fetched: Fetched) -> bool:
    return fetched.media_type in WEB_PAGE or (not fetched.media_type and (fetched.data or b"").lstrip()[:1] == b"<")
