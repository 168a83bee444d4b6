"""The screen and the sound of the end-to-end tests."""

from __future__ import annotations

from tests.e2e.conftest import screen as screen
from tests.e2e.sound import sound as sound
