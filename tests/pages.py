"""Sample texts dressed as the pages that publishers make of them: HTML with all that stands around an article."""

import html
import re

LABEL = re.compile(
    r"(?P<label>(?:MS\. |MR\. )?[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,4}:|Q(?=\s\s))(?P<rest>\s.*|$)", re.DOTALL
)

HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - Harbour News</title>
<meta property="og:title" content="{title}"><meta property="article:modified_time" content="2031-01-02T03:04:05Z">
<script>var views = "5.5 million yuan";</script><style>p {{ margin: 12.5% }}</style></head><body>
<div class="topbar"><a href="/">Home</a> | <a href="/news">News</a> | <a href="/press">Press Room</a></div>
<nav><ul><li><a href="/1">Economy grows 91 percent</a></li><li><a href="/2">Trade falls 92 percent</a></li></ul></nav>
<div class="crumbs">You are here: <a href="/">Home</a> &gt; <a href="/news">News</a></div>
"""
SHARE = (
    '<div class="share-bar">Share - WeChat <a href="#">Facebook</a> <a href="#">X</a> <span>1,093 shares</span></div>'
)
FOOT = """<div class="related"><h3>Related Stories</h3><ul><li><a href="/3">Exports jump 94 percent in a day</a></li>
<li><a href="/4">Some 95,000 robots built last year</a></li></ul></div>
<div class="sidebar"><h4>Most read</h4><ol><li><a href="/5">Steel output down 96 percent</a></li></ol></div>
<footer><p>Copyright 1997-2031 Harbour News. All rights reserved. Registration Number: 130097</p></footer>
</body></html>"""


def page(text, body="div"):
    """A sample as a page: paragraphs, bold labels, lists; navigation, share bar, links and a foot around it."""
    first, *rest = [part for part in re.split(r"\n{2,}", text.strip("\n")) if part.strip()]
    if body == "pre":
        article = "<pre>" + html.escape(text.partition("\n")[2]) + "</pre>"
    elif body == "br":
        article = "<br><br>\n".join(html.escape(part).replace("\n", "<br>\n") for part in rest)
    else:
        article = "\n".join(map(element, rest))
    return (
        HEAD.format(title=html.escape(first.strip(), quote=True))
        + f'<div class="main"><h1>{html.escape(first.strip())}</h1>{SHARE}<div id="content">{article}</div>'
        + "</div>"
        + FOOT
    )


def element(part):
    """A paragraph of the sample as an element."""
    if part.startswith("- "):
        return "<ul>" + "".join(f"<li>{html.escape(item[2:])}</li>\n" for item in part.split("\n")) + "</ul>"
    found = LABEL.fullmatch(part)
    if found is not None:
        rest = html.escape(found["rest"])
        return f"<p><strong>{html.escape(found['label'])}</strong>{rest}</p>"
    # Two short lines are two lines on the page, too; a longer one is broken by its editor only.
    breaks = "<br>\n" if max(map(len, part.split("\n"))) < 60 and "\n " not in part else "\n"
    return f"<p>{html.escape(part).replace(chr(10), breaks)}</p>"


def said(claim):
    """What a claim says, apart from where it stands."""
    record = claim.model_dump(mode="json", exclude={"id", "start", "end", "sentence_start"})
    return {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in record.items()}
