"""Killing a run at a random moment: the whole process group, with SIGKILL, as a power cut would."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def seconds_of(command):
    """How long a command takes; it must end well."""
    start = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.monotonic() - start


def killed(command, seconds):
    """Start a command and kill it and all its processes after so many seconds; whether it was still running."""
    running = subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        return True
    return False


def kill_at_random_moments(command, archive, times, whole, seed=0):
    """Kill a command again and again, each time on an archive that is not there yet or left by the last kill.

    Args:
        command: fills `archive`.
        whole: seconds that it takes undisturbed; the moments lie evenly between 0 and this.

    Yields:
        after each kill, once the command has been run to its end: the moment, and whether it had still been running.
    """
    moments = random.Random(seed)
    for _ in range(times):
        for end in ("", "-wal", "-shm", ".lock"):
            archive.with_name(archive.name + end).unlink(missing_ok=True)
        moment = moments.uniform(0, whole)
        was_running = killed(command, moment)
        if was_running and moments.random() < 0.3:  # once more, on what is left
            killed(command, moments.uniform(0, whole))
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        assert ended.returncode == 0, f"killed after {moment:.3f} s, then: {ended.stderr}"
        yield moment, was_running
