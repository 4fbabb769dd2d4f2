"""How questions get answered: `answering/` answers, the other folders are doors to it or keep it running.

Doors are `api/`, `web/`, `slack/`, `mcp/`, `openai/` and `commands/`; what they share is in `showing/` and `export/`.
`perimeter/` lets requests in, `jobs/` documents; `running/`, `observing/` and `handover/` are for the process. It is
all put together in `wiring.py`. docs/architecture.md names each module.
"""
