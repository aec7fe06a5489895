"""The processes of this machine. In: the number of one. Out: does it run? On Windows, too."""

from __future__ import annotations

import os
import sys
from hashlib import sha256

# From the Windows headers winnt.h and winerror.h.
SYNCHRONIZE = 0x00100000
WAIT_TIMEOUT = 0x102
ACCESS_DENIED = 5


def machine() -> str:
    """Return eight signs for this machine, within which a process has a number of its own.

    Containers count as machines: a process has another number in each.
    """
    name = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    numbers = "/proc/self/ns/pid"
    numbered = os.readlink(numbers) if os.path.islink(numbers) else ""
    return sha256(f"{name}\0{numbered}".encode()).hexdigest()[:8]


def is_running(number: int) -> bool:
    """Tell whether a process runs on this machine; one that we may not ask about does.

    On Windows a handle is asked for: `os.kill` would end the process there, whatever the signal.
    """
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.OpenProcess(SYNCHRONIZE, False, number))
        if not handle:
            return ctypes.get_last_error() == ACCESS_DENIED
        waited = kernel.WaitForSingleObject(handle, 0)
        kernel.CloseHandle(handle)
        return bool(waited == WAIT_TIMEOUT)
    try:
        os.kill(number, 0)  # only asks
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
