"""What the workers of the tests do. They are processes of their own, which import this module by its name."""

import os
import signal
import time
from pathlib import Path

from extractors.errors import OptionError


def doubling():
    return lambda number: 2 * number


def slow_first():
    """Results come back in another order than the tasks went out."""

    def work(number):
        time.sleep(0.3 if number == 0 else 0)
        return number

    return work


def who_works():
    return lambda _: (time.sleep(0.05), os.getpid())[1]


def fragile():
    """Takes (what, folder): "always" kills its process, "once" the first time, "hang" takes for ever."""

    def work(task):
        what, folder = task
        if what == "always" or (what == "once" and _first_time(folder)):
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "exit":
            os._exit(3)
        if what == "hang":
            time.sleep(600)
        return what

    return work


def echo():
    return lambda data: data


def refusing():
    raise OptionError("no such pipeline")


def dying():
    os._exit(7)


def _first_time(folder):
    try:
        Path(folder, "was-here").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
