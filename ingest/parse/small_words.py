"""Which language a garbled text is in, told from its small words.

A scan read with the model of another language, and bytes read in the wrong encoding, lose their accents but keep most
small words whole: enough to choose the right model or encoding. Languages are named as Tesseract names its models.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

# Words common in the language and rare in the others.
SMALL_WORDS = {
    "eng": "the of and to in is that for by with was not has this which from its are",
    "fra": "le la les des du et est une que qui dans pour par sur pas au aux sont cette",
    "deu": "der die und das den von zu mit sich des ist nicht dem ein eine auf nach wird",
    "spa": "el la los de que y en del las por con se una para no su al como",
    "ita": "il di che la e per del della un una non dei delle con nel alla sono gli",
    "por": "o a os de que e do da em um para com uma dos das no na não por",
    "nld": "de het een van en dat is op te voor met zijn niet aan door heeft ook",
    "swe": "och att det som en på är av för den med till inte har om ett",
    "dan": "og at det som en på er af for den med til ikke har om et der",
    "nor": "og å det som en på er av for den med til ikke har om et",
    "fin": "ja on ei että se oli mutta kuin myös tai sekä joka ovat tämä",
    "pol": "i w z na do nie się że jest to o przez oraz dla od są",
    "ces": "a v na se je že do s z k pro by nebo podle jako za",
    "slk": "a v na sa je že do s z k pre by alebo podľa ako za",
    "hun": "a az és hogy nem is egy meg ez volt vagy csak ha kell mint",
    "ron": "de şi si în la a cu pe din nu este care pentru prin sau ale",
    "hrv": "i u je na se da za su od s o koji kao ili iz",
    "slv": "in je v na da se za so z ki pa ne po ali kot",
    "est": "ja on ei et ka see mis kui oma või seda oli ning",
    "lav": "un ir ar no par uz kas ka nav vai tā arī tiek",
    "lit": "ir yra kad su iš į ne tai dėl kaip už nuo arba",
}
ENGLISH = "eng"
WORD = re.compile(r"[^\W\d_]+")
CLEAR = 1.15  # how many times as often the best language's words must occur as English ones, to leave English
FEWEST = 8  # small words: fewer are a picture's labels (a chart's read as Czech)


def small_words(text: str) -> dict[str, int]:
    """How many small words of each language a text has."""
    counted = Counter(WORD.findall(text.casefold()))
    return {name: sum(counted[word] for word in set(words.split())) for name, words in SMALL_WORDS.items()}


def language_of(text: str, at_hand: Collection[str]) -> str:
    """Of the languages at hand, the one whose small words are the most frequent; English in doubt."""
    scores = small_words(text)
    best = max((name for name in scores if name in at_hand), key=lambda name: scores[name], default=ENGLISH)
    return best if scores[best] >= max(FEWEST, CLEAR * scores[ENGLISH]) else ENGLISH
