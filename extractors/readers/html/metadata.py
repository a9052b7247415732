"""What the head of an HTML page says about it: title and day of publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractors.readers.dates import day

if TYPE_CHECKING:
    from lxml import etree

TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
# Only names that mean publication. A time of change or of the copy says nothing about when it was said.
PUBLICATION = (
    *("article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published"),
    *("publishdate", "publish_date", "publish-date", "publication_date", "publication-date", "pubdate", "pub_date"),
    *("citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "sailthru.date"),
    *("parsely-pub-date", "firstpublishedtime", "release_date", "originalpublicationdate"),
)
SITE = re.compile(r"\s+[|–—_-]+\s+|\s*[|_]\s*")
LONGEST_SITE = 5  # words
SHORTEST_TITLE = 3
MOST_LINKED_DATA = 500  # objects looked at
LONGEST_LINKED_DATA = 1_000_000  # characters


@dataclass(frozen=True)
class PageMetadata:
    """Title and day of publication (EDTF) as the page's head declares them; None where it does not."""

    title: str | None
    published: str | None


def read_metadata(page: etree._Element) -> PageMetadata:
    """The metadata of a page."""
    declared = _declared(page)
    titles = (declared.get(key) for key in TITLES)
    return PageMetadata(
        next((title for title in titles if title), None) or _page_title(page), _published(page, declared)
    )


def _declared(page: etree._Element) -> dict[str, str]:
    """The page's meta elements: name or property, in lower case, and content; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in page.iter("meta"):
        content = " ".join(meta.get("content", "").split())
        for key in ("property", "name", "itemprop"):
            if content and meta.get(key):
                found.setdefault(meta.get(key, "").strip().lower(), content)
    return found


def _page_title(page: etree._Element) -> str | None:
    """The title that the browser shows, without the name of the site behind it."""
    title = page.find(".//title")
    words = " ".join("".join(title.itertext()).split()) if title is not None else ""
    parts = SITE.split(words)
    while len(parts) > 1 and len(parts[-1].split()) <= LONGEST_SITE:
        shorter = words.removesuffix(parts[-1]).rstrip(" |–—_-")
        if len(shorter.split()) < SHORTEST_TITLE:
            break
        words = shorter
        parts.pop()
    return words or None


def _published(page: etree._Element, declared: dict[str, str]) -> str | None:
    for key in PUBLICATION:
        if found := day(declared.get(key)):
            return found
    for found in map(day, _linked_data(page)):
        if found:
            return found
    for time in page.iter("time"):
        if time.get("pubdate") is not None or time.get("itemprop", "").lower() == "datepublished":
            return day(time.get("datetime"))
    return None


def _linked_data(page: etree._Element) -> Iterator[object]:
    """The values of `datePublished` in the page's JSON-LD."""
    for script in page.iter("script"):
        if (
            script.get("type", "").strip().lower() != "application/ld+json"
            or len(script.text or "") > LONGEST_LINKED_DATA
        ):
            continue
        try:
            waiting: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):  # broken as often as not; there are other places to look at
            continue
        for _ in range(MOST_LINKED_DATA):
            if not waiting:
                break
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting += item
            elif isinstance(item, dict):
                yield item.get("datePublished")
                waiting += [value for value in item.values() if isinstance(value, (dict, list))]
