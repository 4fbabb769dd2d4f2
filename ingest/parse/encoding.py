"""Bytes into text in whatever encoding they are. The only importer of charset_normalizer.

charset_normalizer finds the script; among the Windows encodings of Latin letters, which differ in few, it often takes
the wrong one (French in cp1252 became Baltic). There the letters decide: those of the language that the small words
show.
"""

from __future__ import annotations

import codecs
from collections import Counter

from ingest.parse.small_words import small_words

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 262_144
USUAL = "cp1252"
LATIN = (USUAL, "cp1250", "iso8859_2", "cp1257", "iso8859_13", "cp1254", "mac_roman", "cp850")
PUNCTUATION = "\u00a0’‘“”„«»‚–—…€£§°©®¹²³½•ªº¿¡"
LATIN_SHARE = 0.6  # of the letters that are plain Latin in any European language of Latin script
ALPHABETS = {
    "eng": "",
    "fra": "àâæçéèêëîïôœùûüÿ",
    "deu": "äöüß",
    "spa": "áéíóúüñªº",
    "ita": "àèéìíòóùªº",
    "por": "ãâáàçéêíóôõúüªº",
    "nld": "áéëïóöúèê",
    "swe": "åäöé",
    "dan": "æøåé",
    "nor": "æøåéòô",
    "fin": "äöåšž",
    "pol": "ąćęłńóśźż",
    "ces": "áčďéěíňóřšťúůýž",
    "slk": "áäčďéíĺľňóôŕšťúýž",
    "hun": "áéíóöőúüű",
    "ron": "ăâîşţșț",
    "hrv": "čćđšž",
    "slv": "čšžćđ",
    "est": "äõöüšž",
    "lav": "āčēģīķļņšūž",
    "lit": "ąčęėįšųūž",
}


def decode(data: bytes) -> str:
    """Text of bytes in an unknown encoding: by its byte order mark, as UTF-8, else the likeliest; never an error."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(likeliest(data[:SAMPLE]), errors="replace")


def likeliest(sample: bytes) -> str:
    """The encoding that bytes which are not UTF-8 are likely in."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 6 ms, and most files are UTF-8

    best = from_bytes(sample).best()
    text = sample.decode(best.encoding if best else USUAL, errors="replace")
    letters = [letter for letter in text if letter.isalpha()]
    if best and sum(map(str.isascii, letters)) < LATIN_SHARE * len(letters):
        return best.encoding
    return _latin(sample)


def _latin(sample: bytes) -> str:
    """Of the encodings of Latin letters, the one that with some language's words gives that language's letters too."""
    words = small_words(sample.decode(USUAL, errors="replace"))
    beyond = {
        encoding: Counter(sign for sign in sample.decode(encoding, errors="replace").casefold() if not sign.isascii())
        for encoding in LATIN
    }
    pairs = ((encoding, language) for encoding in LATIN for language in ALPHABETS)
    return max(pairs, key=lambda pair: _fit(beyond[pair[0]], ALPHABETS[pair[1]]) + words[pair[1]])[0]


def _fit(beyond: Counter[str], alphabet: str) -> int:
    """How many signs beyond ASCII belong to a language or are punctuation, less those that are neither."""
    own = sum(count for sign, count in beyond.items() if sign in alphabet or sign in PUNCTUATION)
    return 2 * own - beyond.total()
