"""From a question to a verified, cited answer with its standing: `answer.py`, as docs/answering.md tells it.

`question/` says what is asked, `choosing/` which matters it is about, `held/` what is held of them, `weighing/` which
sentences bear on it, `composing/` what is said, `generative/` what a language model may word. All compare words with
`wording/`.
"""
