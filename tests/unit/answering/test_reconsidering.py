"""Whether a refusal is taken back, by what the question asks for and what the matter's sentences give."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.documents import SourceRank, Span
from service.answering.held.dossier import Proof, Sentence
from service.answering.question import Intent, Query
from service.answering.weighing.bearing import FEW, Weighed
from service.answering.weighing.reconsidering import (
    FEATURES,
    OF_LONG,
    SURELY_KNOWN,
    Weighing,
    tells_count,
    tells_span,
)
from service.answering.weighing.rereading import Reread, reread
from service.answering.wording.words import stems


def weighed(text: str, likelihood: float = 0.5, rank: SourceRank = SourceRank.DIGEST) -> Weighed:
    proof = Proof("d0", 1, Span(0, len(text)))
    return Weighed(Sentence(proof, text, "d0.1.0", "", rank, frozenset(stems(text)), 0, text), likelihood)


def features(query: Query, *said: Weighed, uncovered: Sequence[str] = ()) -> dict[str, float]:
    weighing = Weighing(query, uncovered, ("Acme Ltd",), said, searched=False)
    return dict(zip(OF_LONG if weighing.is_long else FEATURES, weighing.features(), strict=True))


def asking(text: str, *terms: str, intent: Intent = Intent.SUMMARY) -> Query:
    return Query(text, (intent,), called=("Acme",), terms=terms)


def test_a_thing_that_no_sentence_names_is_told_from_words_beside_it() -> None:
    """What is asked for and unknown counts apart from other unknown words of the subject."""
    query = asking("Which ransomware gang did attack Acme in autumn?", "ransomwar", "gang", "autumn")
    without = features(query, weighed("Acme suffered an attack in autumn."))
    named = features(query, weighed("A ransomware gang attacked Acme."))
    assert without["all asked for is unknown"] == 1.0
    assert named["all asked for is unknown"] == 0.0


def test_a_count_is_given_by_a_figure_of_the_thing_alone() -> None:
    """A figure of something else is none, and a sentence that only says what is not known gives nothing."""
    query = asking("How many customers did Acme lose?", "custom")
    assert features(query, weighed("Acme lost 300 customers."))["count given"] == 1.0
    assert features(query, weighed("Customers of Acme went to 12 shops."))["count given"] == 0.0
    silent = weighed("The sources held do not state how many of the 300 customers left.")
    assert features(query, silent)["count given"] == 0.0
    assert features(query, silent)["share said not to be known"] >= 0.5


def test_a_sum_is_given_by_an_amount() -> None:
    """What ransom was paid is no better known for a sentence without a sum."""
    query = asking("What ransom did Acme pay?", "ransom")
    assert features(query, weighed("Acme paid a ransom of EUR 5,000."))["sum given"] == 1.0
    assert features(query, weighed("Acme paid a ransom."))["sum given"] == 0.0


def test_what_is_blacked_out_in_a_decision_is_seen() -> None:
    """Authorities leave out a name or a day in brackets, dots, crosses or stars; a digest leaves out none."""
    query = asking("Which product did Acme advertise?", "product")
    rest = [weighed("Nothing of this is disputed.", 0.1, SourceRank.PRIMARY)] * FEW
    for text in ("Acme advertised [...] by mail.", "On [redacted] Acme sent a mail.", "Acme sold X to XX.", "The ***."):
        assert features(query, weighed(text, rank=SourceRank.PRIMARY), *rest)["left out in the text"] == 1.0, text
    clear = weighed("Acme advertised a vacuum cleaner by mail.", rank=SourceRank.PRIMARY)
    assert features(query, clear, *rest)["left out in the text"] == 0.0
    assert "left out in the text" not in features(query, weighed("Acme advertised [...] by mail."))


def test_other_words_than_the_documents_do_not_refuse_a_question() -> None:
    """A long question whose subject the matter covers is answered; one for an unknown thing is not."""
    known = asking(
        "Why did the watchdog scrap the giant fine over behavioural advertising of the platform's users?",
        "giant",
        "behaviour",
        "advertis",
        "platform",
        intent=Intent.REASON,
    )
    said = [weighed("The authority annulled the fine over behavioural advertising on the platform.")]
    assert Weighing(known, ("giant",), ("Acme Ltd",), said, searched=False).is_answered(reread(known.text, said))
    for text in (
        "How many customers opted out of the behavioural advertising?",
        "What is the name of the ransomware gang that attacked Acme?",
        "Which law firm represented Acme?",
    ):
        unknown = Weighing(asking(text, *stems(text)[-2:]), stems(text)[-2:], ("Acme Ltd",), said, searched=False)
        assert not unknown.is_answered(reread(text, said)), text


def test_without_a_sentence_nothing_is_taken_back() -> None:
    """No sentence, no answer."""
    assert not Weighing(Query("Why?", (Intent.REASON,)), (), (), [], searched=False).is_answered(None)


def test_what_a_digest_says_it_does_not_know_is_refused() -> None:
    """A deadline that no source gives is not made up from near sentences; how long data may be kept is no deadline."""
    said = [weighed("Acme must delete the pictures."), weighed("The sources held do not state any deadline for Acme.")]
    asked = asking("By when must Acme delete the pictures of its customers?", intent=Intent.DEADLINE)
    kept = asking("How long may Acme keep pictures?", intent=Intent.DEADLINE)
    assert Weighing(asked, (), ("Acme Ltd",), said, searched=False).said_unknown
    assert not Weighing(kept, (), ("Acme Ltd",), said, searched=False).said_unknown


def test_the_figure_of_the_sentence_that_surely_answers_needs_no_word_of_the_question() -> None:
    """A span of time, or a figure that is no sum, time or day; not of a sentence that only may answer."""
    managers = weighed("Up to 50 managers of Acme could read the notes.", 0.5)
    months = weighed("Acme must answer within three further months.", 0.7)
    assert tells_count(Reread([managers, months], 3.0, 3.0))
    assert not tells_count(Reread([months], 3.0, 3.0))
    assert tells_span(Reread([months, managers], 3.0, 3.0), SURELY_KNOWN)
    assert not tells_span(Reread([managers], 3.0, 3.0))
    assert not tells_span(Reread([weighed(months.sentence.text, 0.3)], 3.0, 3.0))
    assert not tells_span(None)
