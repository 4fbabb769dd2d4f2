"""How documents get in: `pipeline.py` runs it, over what the folders give.

`sources/`, `fetching/` and `syncing/` find and fetch files; `engines/` says where the work is done; `preparing/` takes
each file through `parse/`, `describing/` and `extract/`, which read with `wording/`; `keeping/` has the originals and
backups. docs/architecture.md names each module.
"""
