"""Sound in and out through Qt Multimedia: devices, recorder, player, chime."""

from PySide6.QtCore import QLoggingCategory

_QUIET = ("qt.multimedia.symbolsresolver", "qt.multimedia.ffmpeg.info", "qt.multimedia.ffmpeg.mediadataholder")


def quiet_multimedia() -> None:
    """Keep Qt Multimedia's chatter out of the log. QT_LOGGING_RULES still wins over these rules.

    Where PipeWire is not installed Qt says so twice while the library loads, and then uses PulseAudio as it should.
    Of each file it prints what FFmpeg sees in it, and a file that cannot be read is told to the person by `Player`.
    """
    QLoggingCategory.setFilterRules("\n".join(f"{category}=false" for category in _QUIET))


# Here, since it must come before the first import of QtMultimedia, and this runs before any module of the package.
quiet_multimedia()
