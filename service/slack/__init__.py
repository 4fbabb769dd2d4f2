"""The Slack bot: the same cited answer as on the page, once for each post."""
