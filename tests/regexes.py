"""Every regex that the program runs, and how: what a test of their running times needs."""

from __future__ import annotations

import functools
import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import pytest
import regex

import extractors
import patterns

SCANNING = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})
LEFT_ALONE = ("extractors.language",)  # the pipeline and its training; the tokenizer has no regex that is made late


@dataclass
class Watched:
    """Stands in for a compiled regex and notes what it is asked for."""

    compiled: Any
    where: str
    asked: set[str] = field(default_factory=set)

    def __getattr__(self, name: str) -> Any:
        self.asked.add(name)
        return getattr(self.compiled, name)

    @property
    def scans(self) -> bool:
        """Whether it is tried at every place of a text, and not at one."""
        return not SCANNING.isdisjoint(self.asked)


def watch(run: Callable[[], object]) -> list[Watched]:
    """The regexes of `extractors` and `patterns` that a run uses, those that modules hold and those made on the way."""
    watched: list[Watched] = []
    modules = list(_modules())
    with pytest.MonkeyPatch.context() as patch:
        for module in modules:
            for name, value in list(vars(module).items()):
                if isinstance(value, re.Pattern | regex.Pattern):
                    watched.append(Watched(value, f"{module.__name__}.{name}"))
                    patch.setattr(module, name, watched[-1])
        for engine in (re, regex):
            patch.setattr(engine, "compile", _noting(engine.compile, watched))
        with _nothing_kept(modules):
            run()
    return [item for item in watched if item.asked]


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(extractors.__path__, "extractors."):
        if not found.name.startswith(LEFT_ALONE):
            try:
                yield importlib.import_module(found.name)
            except ModuleNotFoundError as error:  # a reader whose packages are not installed runs no regexes
                if (error.name or "").startswith(("extractors", "patterns")):
                    raise


def _noting(compile: Callable[..., Any], watched: list[Watched]) -> Callable[..., Any]:
    def noting(*arguments: Any, **options: Any) -> Any:
        compiled = compile(*arguments, **options)
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals["__name__"] == "patterns":
            frame = frame.f_back
        if not frame.f_globals["__name__"].startswith("extractors"):
            return compiled
        watched.append(Watched(compiled, f"{frame.f_globals['__name__']}: {compiled.pattern[:60]}"))
        return watched[-1]

    return noting


@contextmanager
def _nothing_kept(modules: Iterable[ModuleType]) -> Iterator[None]:
    """Forget what is compiled before the block, so that it is made again, and what the block made behind it."""
    caches = [
        value
        for holder in (*modules, patterns, patterns.Patterns)
        for name, value in vars(holder).items()
        if isinstance(value, functools._lru_cache_wrapper) and name != "load_pipeline"
    ]
    for cache in caches:
        cache.cache_clear()
    try:
        yield
    finally:
        for cache in caches:
            cache.cache_clear()
