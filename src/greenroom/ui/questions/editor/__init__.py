"""The editor for one's own packs."""
