"""What is worth saying about the microphone that was chosen, before a word is recorded with it."""

from __future__ import annotations

from greenroom.audio.watch import Notice

# The profiles in which a Bluetooth headset listens, as PulseAudio and PipeWire write them in ids, Windows in names.
_CALL_PROFILES = ("hands-free", "hands_free", "handsfree", "headset-head-unit", "headset_head_unit")
# What tells a Bluetooth device where the profile is not named: wired headsets are called headsets too.
_BLUETOOTH = ("bluez", "bluetooth", "airpods")
# Calls are 8 or 16 kHz, the newest 24 kHz; microphones that are not on the air give 44.1 or 48.
_CALL_UP_TO_HZ = 24_000


def is_in_call_quality(device_id: str, name: str, rate_hz: int, channels: int) -> bool:
    """Whether this microphone is a Bluetooth headset that gives the sound of a phone call.

    rate_hz, channels: of the device's preferred format.
    """
    words = f"{device_id} {name}".lower()
    if any(profile in words for profile in _CALL_PROFILES):
        return True
    return any(word in words for word in _BLUETOOTH) and rate_hz <= _CALL_UP_TO_HZ and channels == 1


def call_quality(name: str) -> Notice:
    return Notice(
        "call quality",
        f"“{name}” sounds like a phone call, as Bluetooth headsets do while they listen, and words get lost. "
        "Choose the computer's own microphone in Settings, or plug in a wired one.",
    )


def another(wanted_name: str, name: str) -> Notice:
    wanted = f"“{wanted_name}”" if wanted_name else "The microphone that you chose"
    return Notice("another", f"{wanted} is not connected: “{name}” records instead.")
