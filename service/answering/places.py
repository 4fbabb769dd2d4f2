"""What a place in a question may mean, where no authority of it acted against the respondent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.answering.dossier import Dossier
from service.answering.knowledge import Knowledge
from service.answering.question import Query
from service.answering.speaking import writing_all

_COURT = r"\s+(?:\w+ ){0,2}?(?:courts?|judges?|tribunals?|jur(?:y|ies))\b"
_PEOPLE = (
    r"\s+(?:\w+ ){0,1}?(?:customer|client|consumer|user|citizen|resident|national|man|woman|men|women|people|person|"
    r"driver|student|pupil|patient|employee|worker|complainant|child|children|girl|boy|teenager|parent|father|mother|"
    r"grandmother|grandfather|journalist|politician|tenant|member|subscriber)(?:['’]?s)?\b"
)


def meant_otherwise(query: Query, dossiers: Sequence[Dossier], knowledge: Knowledge) -> list[Dossier]:
    """The respondent's matters that a place leads to, although nobody there decided them.

    They are about it ("transfers to China"), lie before a court there ("the Idaho court"), or only somebody of the
    question comes from it ("a Dutch customer").
    """
    places = [knowledge.gazetteer.jurisdiction(code) for code in query.jurisdictions]
    names = [name for place in places if place for name in place.names]
    titled = [one for one in dossiers if any(re.search(rf"\b{re.escape(name)}\b", one.title) for name in names)]
    if titled:
        return titled
    courts = [name for name in names if re.search(rf"\b{re.escape(name)}{_COURT}", query.text)]
    if courts and (before := writing_all(courts, dossiers, knowledge)):
        return before
    of_people = [any(re.search(rf"\b{re.escape(n)}{_PEOPLE}", query.text) for n in p.names) for p in places if p]
    return list(dossiers) if of_people and all(of_people) else []


def is_in_place(dossier: Dossier, query: Query, knowledge: Knowledge) -> bool:
    """Whether a matter was decided in a place of the question, by whomever, or its documents speak of the place."""
    within, place = knowledge.gazetteer.within, str(dossier.jurisdiction or "")
    if place and any(within(place, whole) for whole in query.jurisdictions):
        return True
    names = [one.name for code in query.jurisdictions if (one := knowledge.gazetteer.jurisdiction(code))]
    return any(writing_all([name], [dossier], knowledge) for name in names)
