"""Qt Multimedia: devices, recorder, player."""
