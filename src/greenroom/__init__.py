"""Greenroom: spoken mock interviews, rehearsed and transcribed on your own laptop."""

__version__ = "0.1.0"
