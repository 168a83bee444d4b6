"""A headset that gives the sound of a phone call is known by its profile, or by its name and its format."""

from __future__ import annotations

import pytest

from greenroom.audio.choice import another, call_quality, is_in_call_quality


@pytest.mark.parametrize(
    ("device_id", "name", "rate_hz", "channels"),
    [
        ("bluez_source.00_1B_66_AA.headset_head_unit", "WH-1000XM4", 16_000, 1),
        ("bluez_source.00_1B_66_AA.handsfree_head_unit", "WH-1000XM4", 8_000, 1),
        ("bluez_input.00:1B:66:AA", "WH-1000XM4", 16_000, 1),
        ("{0.0.1.00000000}.{9a1f}", "Headset (WH-1000XM4 Hands-Free AG Audio)", 16_000, 1),
        ("F4-4E-AA:input", "Someone’s AirPods Pro", 24_000, 1),
    ],
)
def test_a_headset_on_the_air_is_in_call_quality(device_id: str, name: str, rate_hz: int, channels: int) -> None:
    assert is_in_call_quality(device_id, name, rate_hz, channels)


@pytest.mark.parametrize(
    ("device_id", "name", "rate_hz", "channels"),
    [
        ("alsa_input.pci-0000_00_1f.3.analog-stereo", "Built-in Audio Analog Stereo", 48_000, 2),
        ("alsa_input.usb-Logitech_Webcam_C270-02.mono-fallback", "Webcam C270 Mono", 16_000, 1),
        ("alsa_input.usb-Plantronics_Headset-00.mono-fallback", "Plantronics Headset Mono", 16_000, 1),
        ("BuiltInMicrophoneDevice", "MacBook Pro Microphone", 48_000, 1),
        ("{0.0.1.00000000}.{77}", "Headset Microphone (Realtek(R) Audio)", 48_000, 2),
        ("bluez_input.00:1B:66:AA", "A Bluetooth microphone of full quality", 48_000, 2),
    ],
)
def test_a_wired_or_wide_band_microphone_is_not(device_id: str, name: str, rate_hz: int, channels: int) -> None:
    assert not is_in_call_quality(device_id, name, rate_hz, channels)


def test_what_is_said_names_the_device_and_what_to_do() -> None:
    assert call_quality("WH-1000XM4").text == (
        "“WH-1000XM4” sounds like a phone call, as Bluetooth headsets do while they listen, and words get lost. "
        "Choose the computer's own microphone in Settings, or plug in a wired one."
    )
    assert another("USB Microphone", "Built-in").text == (
        "“USB Microphone” is not connected: “Built-in” records instead."
    )
    assert another("", "Built-in").text.startswith("The microphone that you chose is not connected")
