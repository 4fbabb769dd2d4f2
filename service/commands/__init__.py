"""What `standing` can be told to do: one module a command, imported when it runs."""
