"""Sound in and out through Qt Multimedia: devices, recorder, player, chime."""

from PySide6.QtCore import QLoggingCategory


def quiet_multimedia() -> None:
    """Keep Qt Multimedia's start-up chatter out of the log.

    Where PipeWire is not installed Qt says so twice while the library loads, and then uses PulseAudio or ALSA as it
    should. QT_LOGGING_RULES still wins over these rules.
    """
    QLoggingCategory.setFilterRules("qt.multimedia.symbolsresolver=false\nqt.multimedia.ffmpeg*.info=false")


# Here, since it must come before the first import of QtMultimedia, and this runs before any module of the package.
quiet_multimedia()
