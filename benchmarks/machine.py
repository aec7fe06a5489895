"""The machine that figures were measured on. Out: one line."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def machine() -> str:
    """Return the processor, cores, system and Python, and how busy the machine is."""
    python = f"Python {platform.python_version()}"
    load = f"load {os.getloadavg()[0]:.1f} at the end"
    return ", ".join([_processor(), f"{os.cpu_count()} cores", _system(), python, load])


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform(terse=True)
