"""Fixtures that every end-to-end test may use."""

from tests.e2e.sound import sound as sound
