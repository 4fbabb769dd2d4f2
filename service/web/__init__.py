"""The pages: server-rendered HTML, a little script, no third party."""
