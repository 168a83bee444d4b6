"""The packs and their questions."""
