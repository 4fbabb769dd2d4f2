"""Whether a name written with capitals is of a body, a law or a place in it, and of no person."""

from __future__ import annotations

import re

_OF_BODIES = re.compile(
    r"\b(?:Acts?|Article|Authority|Board|Chamber|Code|Commission(?:er)?|Committee|Council|Court|Data|Department|"
    r"Directive|Law|Member|Office|Ordinance|Privacy|Protection|Regulations?|Section|State|States|Supreme|Tribunal|"
    r"Union|The|In|On|At|For)\b"
)


def is_of_a_body(name: str) -> bool:
    """Whether words stand in a name that stand in those of bodies and laws, which are nobody's."""
    return _OF_BODIES.search(name) is not None
