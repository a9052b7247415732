"""The page of `onrecord report`: documents, their claims and all that shows them, in one HTML file.

The page carries its data as JSON and builds itself from that; its template, style and scripts stand in this folder.
Its own policy (a meta tag) allows the one style and the one script that are written here, by their SHA-256, and
nothing from any network: not even a script that got in could run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from importlib import resources
from typing import TYPE_CHECKING

from cli.page.payload import Content, PageDocument, payload, summary

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Content", "PageDocument", "render"]

# In the order in which they use each other; together they are one script.
SCRIPTS = (
    "dom", "data", "words", "state", "filter", "links", "table", "reader", "record", "download", "overview", "main",
)  # fmt: skip

# What could end the element that holds the data, or a line of JavaScript, is written as JSON's own escapes.
HARMLESS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
SURROGATE = re.compile("[\ud800-\udfff]")


def render(content: Content, title: str, version: str, rules: Mapping[str, str]) -> bytes:
    """The whole page, in UTF-8.

    Args:
        content: what the page shows.
        title: its heading.
        version: the program's, for the page's metadata.
        rules: who decided each rule, by its id.
    """
    import jinja2

    loader = jinja2.FunctionLoader(_read)
    template = jinja2.Environment(loader=loader, autoescape=True, keep_trailing_newline=True).get_template(
        "page.html.jinja"
    )
    style = _read("page.css")
    script = '"use strict";\n(() => {\n' + "\n".join(_read(f"script/{name}.js") for name in SCRIPTS) + "\n})();"
    page = template.render(
        title=title,
        version=version,
        summary=summary(content),
        style=_own(style),
        style_hash=_sha256(style),
        script=_own(script),
        script_hash=_sha256(script),
        data=_own(_harmless_json(payload(content, rules))),
    )
    return page.encode("utf-8", "replace")  # a name on a disk may hold what is no character


def _harmless_json(data: object) -> str:
    """JSON that may stand in any HTML element: it holds no sign of markup. Half of a surrogate pair stays escaped."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(HARMLESS)
    return SURROGATE.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def _own(text: str) -> object:
    """Text that goes into the page as it stands: the program's own, or what _harmless_json() made."""
    from markupsafe import Markup

    return Markup(text)


def _sha256(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _read(name: str) -> str:
    """A file of this folder, wherever the package is installed."""
    return (resources.files(__name__) / name).read_text(encoding="utf-8")
