"""Makes cue.wav: two soft bell-like partials, 150 ms. Run it with `python resources/sounds/make_cue.py`."""

from pathlib import Path

import numpy as np
import soundfile

RATE_HZ = 48_000
LENGTH_S = 0.15
PEAK = 0.25
# A fifth above A5, and its octave much softer: bright enough for laptop speakers, too short to startle.
PARTIALS_HZ = {1318.5: 1.0, 2637.0: 0.2}

seconds = np.arange(round(LENGTH_S * RATE_HZ)) / RATE_HZ
tone = sum(share * np.sin(2 * np.pi * hertz * seconds) for hertz, share in PARTIALS_HZ.items())
attack = np.minimum(1.0, seconds / 0.008)
decay = np.exp(-seconds / 0.045) * np.minimum(1.0, (LENGTH_S - seconds) / 0.02)
chime = tone * attack * decay
soundfile.write(Path(__file__).with_name("cue.wav"), PEAK * chime / np.abs(chime).max(), RATE_HZ, subtype="PCM_16")
