"""Names of uploaded files."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from service.api.uploads import safe_name


@given(st.text(max_size=300))
@example("../../etc/passwd")
@example("C:\\Windows\\evil.exe")
@example("..")
@example("x." + "." * 10 + "y" * 115)
@example("a\r\nb.pdf")
@example('x"; filename="y.pdf')
def test_a_name_never_leads_anywhere(name: str) -> None:
    """No folder, no control sign, no quote, never empty, never hidden, never long."""
    safe = safe_name(name)
    assert 0 < len(safe) <= 120
    assert not set(safe) & set('/\\"\r\n\0')
    assert safe[0] != "."


def test_the_ending_stays() -> None:
    """The ending hints at the type of the file, so it survives cutting."""
    assert safe_name("folder/" + "x" * 500 + ".pdf").endswith(".pdf")
    assert safe_name("Entscheidung (2).docx") == "Entscheidung (2).docx"
