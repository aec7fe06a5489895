"""Hypothesis looks for wrong answers here, not for slow ones."""

from hypothesis import settings

settings.register_profile("any-speed", deadline=None)
settings.load_profile("any-speed")
