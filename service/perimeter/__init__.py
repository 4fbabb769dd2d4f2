"""What every request passes before a door: its identity in the logs, what browsers may do, limits, and keys."""
