"""The ear and the voice: engines in helper processes, and what they hear."""
