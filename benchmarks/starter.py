"""Start commands and time them. In: one JSON line a job. Out: one JSON line with what it took.

A process of its own, run by `python -IS`, because Linux counts the memory of the process that
starts a child as memory of the child: this one is small and stays so.
"""

import json
import os
import subprocess
import sys
import threading
import time


def main() -> None:
    """Answer each job on standard input, until it ends."""
    for line in sys.stdin:
        job = json.loads(line)
        print(json.dumps(timed(job["commands"], job["folder"], job["limit"])), flush=True)


def timed(commands: list[list[str]], folder: str, limit: float) -> dict[str, float | int | str]:
    """Run commands one after another as one piece of work; stop at the first that fails.

    Seconds are of the wall and of the processor (user and system, of a process and all that it
    waited for); `peak` is the memory of the largest process, in KiB. `words` is what the failed
    command said.
    """
    start = time.perf_counter()
    cpu, peak = 0.0, 0
    for command in commands:
        with subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as child:
            timer = threading.Timer(max(limit - (time.perf_counter() - start), 0), child.kill)
            timer.start()
            words = child.stdout.read() if child.stdout else b""
            _, status, use = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            timer.cancel()
        cpu += use.ru_utime + use.ru_stime
        peak = max(peak, use.ru_maxrss if sys.platform != "darwin" else use.ru_maxrss // 1024)
        if child.returncode:
            break
    wall = time.perf_counter() - start
    failed = words.decode(errors="replace")[-500:] if child.returncode else ""
    return {"wall": wall, "cpu": cpu, "peak": peak, "code": child.returncode, "words": failed}


if __name__ == "__main__":
    main()
