"""Microphone, voice, appearance, and where data lives."""
