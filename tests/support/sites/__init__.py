"""Small pages of our own writing in the shape of each regulator's site; see `tests/contract/test_sites.py`.

Each module has `PAGES` ("host/path" to a reply) and `EXPECTED` (a document's address to what its source says of it).
"""
