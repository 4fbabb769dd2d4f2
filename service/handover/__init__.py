"""What a command does where another process owns the store: asks it, hands work to it, waits for its turn."""
