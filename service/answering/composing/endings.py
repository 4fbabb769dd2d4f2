"""How a challenge ended: whether an appeal, a complaint or an action had success, told by the sentence that decides it.

Only a decision's own operative part is read; a digest has its outcomes in its records. The word is said only where the
question says whose challenge it is about and every deciding sentence goes the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.matters import EventKind
from service.answering.composing.challenges import (
    Side,
    asks_if_kept,
    asks_if_obtained,
    asks_if_undone,
    asks_who_won,
    side_of,
    who_must_act,
)
from service.answering.composing.deciding import CHALLENGE, Way, way_of, way_told
from service.answering.composing.findings import unrepeated
from service.answering.composing.outcomes import is_where_decided, where_decided
from service.answering.composing.reading import Line, Reading
from service.answering.composing.yes_no import NO, PARTLY, YES, Verdict
from service.answering.held.dossier import Sentence, is_digested
from service.answering.question import Premise
from service.answering.weighing.evidence import covers
from service.answering.wording.words import stems

MOST = 3
"""Deciding sentences told: an operative part that annuls, rejects the rest and shares the costs has three points."""
NOTE = 5
"""Passages of a note on a case, or of the opening of a judgment."""
ABOUT = 0.6
"""Share of the words asked about that the text must use for a word of ours: below it another case may be meant."""


_WENT = re.compile(
    r"\b(?:went to court|has (?:now )?(?:appealed|sued)|appealed (?:against )?(?:the|that|this|its)|"
    r"(?:brought|lodged|filed|submitted|launched) (?:its|an?|the) (?:\w+ )?(?:appeals?|suit|lawsuit|action|challenge)|"
    r"(?:its|['\u2019]s) (?:lawsuit|suit|appeal|action|challenge) (?:over|against)|"
    r"(?:is|are) (?:challenging|appealing))\b",
    re.IGNORECASE,
)
_MAY_GO = re.compile(
    r"\b(?:may|might|can|could|would|should|will|if|whether|right|deadline|not|no|never|earlier|previous|other|another|"
    r"dismiss\w*|reject\w*|withdr\w+)\b(?! (?:be )?met)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:in full|fully|entirely|completely|whole|unchanged)\b", re.IGNORECASE)
_UNDOING = frozenset({EventKind.ANNULLED, EventKind.REDUCED, EventKind.STAYED})
_NO_ACTION = re.compile(
    r"\b(?:reject\w*|refus\w*|den(?:y|ied)|not|declin\w*)\b[^.;]{0,80}"
    r"\b(?:enforcement|take (?:\w+ )?(?:action|measures))\b",
    re.IGNORECASE,
)
"""What the authority refused to do in the first place: a challenge to that, and not to a fine, is what failed."""
_OF_APPEAL = re.compile(r"\b(?:appeals?|cassation|decision|notice|judgment|fine|penalty)\b", re.IGNORECASE)
_OF_DEFENCE = re.compile(r"\b(?:defendants?|respondents?)[\u2019']?s?\b", re.IGNORECASE)
_AUTHORITY = (
    r"(?:(?:Data|Privacy|Personal Data|Information) (?:Protection |Privacy )?(?:Authority|Inspectorate|Agency|Board|"
    r"Commission(?:er)?|Ombudsman)|supervisory authority)"
)
_DESCRIBED = r"(?:authority|regulator|watchdog|commissioner|agency|inspectorate|DPA)"
_FILED = (
    r"(?:has |have |had )?(?:appealed\b|(?:lodged|filed|brought|submitted)\b[^.;]{0,40}\b(?:appeal|cassation|action)\b)"
)
_OF_COURT = re.compile(
    r"\b(?:appeal\w*|courts?|tribunals?|boards?|judg\w+|cassation|chambers?|council of state|conseil d.[ée]tat)\b",
    re.IGNORECASE,
)
_BY_THE_WAY = re.compile(r"\b(?:interven\w+|costs?|legal aid|hearing|confidential\w*|translat\w+)\b", re.IGNORECASE)
"""Requests on the way to a decision, which another sentence decides."""
_BESIDE = re.compile(r"\b(?:requests?|costs?|compensation|damages|publication|fees?)\b", re.IGNORECASE)
"""What is decided beside the challenge itself."""
_WHOSE = re.compile(
    rf"(?P<owner>\S+(?: \S+)?)['’]s (?:[\w-]+ ){{0,3}}(?:{CHALLENGE})\b"
    r"|\b(?:did|does|has|have) (?!(?:he|she|they|it)\b)(?P<wins>[^?.,]{1,40}?) (?:win|won|prevail)\b"
    rf"|\b(?:{CHALLENGE}) (?:of|by|from) (?P<by>[^,.?;]{{2,40}})"
    rf"|(?P<won>[^,.?;]{{1,40}}?) (?:has|have|had|is|are|was|were) (?:not |un)?(?:been )?(?:upheld|successful) in\b"
    r"|(?P<who>[^.?;]{1,60}?) (?:has |have |had )?(?:appealed|complained|sued|objected|challenged|contested)\b",
    re.IGNORECASE,
)
_WINS = re.compile(
    r"\b(?:did|does|has|have) (?!(?:he|she|they|it)\b)[^?.,]{1,40}? (?:win|won|prevail)\b"
    rf"(?! (?:his|her|its|their) (?:[\w-]+ ){{0,3}}(?:{CHALLENGE}))",
    re.IGNORECASE,
)
"""Who is asked to have won, though the question says of no challenge that it was theirs."""
_KIND = re.compile(rf"\b(?:{CHALLENGE})\b", re.IGNORECASE)
_ASKING = frozenset(
    stems(
        "appeal cassation complaint objection action claim application request petition lawsuit motion challenge "
        "win won succeed success successful prevail granted grant upheld uphold allowed accepted dismissed rejected "
        "refused denied failed fail unfounded anywhere"
    )
)
"""Words that ask how it ended, and not about what it was."""
_NEUTRAL = frozenset(
    stems("the a an his her its their person man woman data subject complainant appellant applicant plaintiff claimant")
)


def ended(reading: Reading) -> Verdict | None:
    """Whether a challenge had success, where the question asks that and an operative part decides it."""
    side = _side(reading)
    told = endings(reading) if side and not is_digested(reading.dossier) else []
    if side is None or not told:
        return None
    ways = [_way(reading, one) for one in told]
    if side in (Side.UNDONE, Side.OBTAINED, Side.MUST_ACT) and set(ways) != {Way.REFUSED}:
        return None
    if side is Side.OBTAINED and any(_OF_APPEAL.search(one.english) for one in told):
        return None
    sure = _is_about(reading) and not _is_of_authority(reading, told) and _is_this_challenge(reading, side, told)
    word = _word(side, ways) if sure else ""
    if word == PARTLY and side is Side.KEPT and _WHOLE.search(reading.query.text):
        word = NO
    return Verdict(word, tuple(reading.quoting(told)))


def won_lines(reading: Reading) -> list[Line]:
    """The sentences that decide on a challenge, where it is asked who won: whose it was stands in them."""
    if not asks_who_won(reading.query.text) or is_digested(reading.dossier):
        return []
    told = _deciding(reading)
    return reading.quoting([one for one in told if not _BESIDE.search(one.english)][-MOST:] or told[:MOST])


def endings(reading: Reading) -> list[Sentence]:
    """The sentences that decide on a challenge where the newest document decides, in the order of the text."""
    return _deciding(reading)[:MOST]


def _deciding(reading: Reading) -> list[Sentence]:
    found = [one for one in where_decided(reading) if _way(reading, one) and is_where_decided(reading, one)]
    found.sort(key=lambda one: _ROW in one.text)
    dates = {one.id: str(one.description.decided_on or "") for one in reading.dossier.documents}
    newest = max((dates.get(one.proof.document_id, "") for one in found), default="")
    return unrepeated((one for one in found if dates.get(one.proof.document_id, "") == newest), len(found))


_ROW = " | "
"""Between the cells of a table, which is quoted worse than the same in a sentence."""


def challenges_told(reading: Reading) -> list[Sentence]:
    """The sentences that say that a respondent went to court or appealed, in documents whose steps are only read."""
    if is_digested(reading.dossier):
        return []
    own = {stem for name in reading.dossier.respondents for stem in stems(name)[:1]}
    found = [one for one in reading.sentences if own & one.stems and _WENT.search(one.english)]
    return [one for one in found if not _MAY_GO.search(one.english)][:2]


def _way(reading: Reading, sentence: Sentence) -> Way | None:
    """What a sentence decides; a note of a few passages tells it, as whoever decides does not."""
    document = reading.document(sentence.proof.document_id)
    is_note = document is not None and document.passages <= NOTE
    return way_told(sentence.english) if is_note else way_of(sentence.english)


def _side(reading: Reading) -> Side | None:
    query = reading.query
    if side := side_of(query.text):
        return side
    if not query.yes_no:
        return None
    events = {kind for one in query.asked if one.premise is Premise.EVENT for kind in one.events}
    undone = bool(_UNDOING & events) and asks_if_undone(query.text)
    kept = EventKind.UPHELD in events and asks_if_kept(query.text)
    asked = ((undone, Side.UNDONE), (kept, Side.KEPT), (asks_if_obtained(query.text), Side.OBTAINED))
    if side := next((side for is_asked, side in asked if is_asked), None):
        return side
    who = who_must_act(query.text)
    if not who or not re.search(rf"(?:{_names(reading)}|{_DESCRIBED})$", who, re.IGNORECASE):
        return None
    return Side.MUST_ACT if any(_NO_ACTION.search(one.english) for one in where_decided(reading)) else None


def _word(side: Side, ways: Sequence[Way | None]) -> str:
    if set(ways) == {Way.PARTLY}:
        return PARTLY
    if len(set(ways)) > 1:
        return ""
    succeeded = ways[0] is Way.GRANTED
    return YES if succeeded == (side not in (Side.FAILED, Side.KEPT)) else NO


def _is_about(reading: Reading) -> bool:
    """Whether the documents use most of the words asked about."""
    spoken = frozenset().union(*(reading.knowledge.vocabulary(one) for one in reading.dossier.documents))
    topic = [term for term in reading.query.topic if term not in _ASKING]
    return sum(covers(spoken, term) for term in topic) >= ABOUT * len(topic)


def _is_this_challenge(reading: Reading, side: Side, told: Sequence[Sentence]) -> bool:
    """Whether what is decided is the challenge asked about: not what another body decided, nor another's challenge."""
    text = reading.query.text
    if side not in (Side.SUCCEEDED, Side.FAILED):
        return True
    if _BY_THE_WAY.search(text):
        return False
    asked, named = _challengers(text), [_challengers(one.text) for one in told]
    if _WINS.search(text) and not any(named):
        return False
    if any(named):
        return all(not one or one & asked for one in named)
    courts = {one.description.court for one in reading.dossier.documents} - {None}
    of_court = _OF_COURT.search(text) or courts & set(reading.query.regulators)
    return bool(not courts or of_court or _kinds(text) & frozenset().union(*(_kinds(one.text) for one in told)))


def _kinds(text: str) -> frozenset[str]:
    """The kinds of challenge that a text names; a complaint may be the first, or one against its fate."""
    return frozenset(stem for match in _KIND.finditer(text) for stem in stems(match.group())) - {"complaint"}


def _challengers(text: str) -> frozenset[str]:
    """Stems of whoever a text says the challenge is of; empty where it says nobody, or only what anybody is called."""
    found = [match.group(name) for match in _WHOSE.finditer(text) for name in match.groupdict() if match.group(name)]
    return frozenset(stem for one in found for stem in stems(one) if len(stem) > 1) - _NEUTRAL


def _is_of_authority(reading: Reading, told: Sequence[Sentence]) -> bool:
    """Whether the authority itself, or a defendant, may be who challenged: then its failing is the others' success."""
    names = _names(reading)
    if re.search(rf"\b{names}[\u2019']?s? (?:\w+ ){{0,2}}(?:appealed|complained|sued|challenged)", reading.query.text):
        return True
    own = rf"\b{names}[\u2019']s (?:\w+ )?(?:{CHALLENGE})\b|\b(?:{CHALLENGE})\b (?:of|by|from) (?:the )?{names}"
    if any(_OF_DEFENCE.search(one.english) or re.search(own, one.english, re.IGNORECASE) for one in told):
        return True
    by = r"\b(?:appeal|cassation)\b[^.;]{0,40}\b(?:filed|lodged|brought|submitted) by (?:the )?"
    filed = rf"\b{names} {_FILED}|{by}{names}"
    return any(re.search(filed, one.english, re.IGNORECASE) for one in where_decided(reading))


def _names(reading: Reading) -> str:
    """What the authorities of the matter may be called, as a pattern."""
    named = [reading.dossier.regulator, *(one.description.regulator for one in reading.dossier.documents)]
    held = [reading.gazetteer.authority(one) for one in named if one]
    names = {name for one in held if one and not one.is_court for name in one.names}
    return f"(?:{'|'.join([*map(re.escape, sorted(names, key=len, reverse=True)), _AUTHORITY])})"
