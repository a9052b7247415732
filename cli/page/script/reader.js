// The text of a document with its claims marked, and what gave the fields of the chosen claim.

const MARKED = ["period", "speaker", "status", "target_year", "indicator", "direction", "basis", "qualifier", "cites", "date"];

/** Build the reader's frame once. */
function makeReader(app) {
  const chooser = el("select", { id: "chooser", on: { change: () => app.open(app.data.documents[chooser.value]) } },
    app.data.documents.map((document) => el("option", { value: document.index }, documentLabel(document))));
  const step = (words, by) => el("button", {
    type: "button", title: `${words} document`, "aria-label": `${words} document`,
    on: { click: () => app.open(app.data.documents[app.shownDocument.index + by]) },
  }, by < 0 ? "‹" : "›");
  const back = step("Previous", -1);
  const on = step("Next", 1);
  const facts = el("p", { class: "facts" });
  const list = el("ol", { class: "inside", id: "inside" });
  const inside = el("details", { class: "insides", open: true }, el("summary", {}, "Claims in this document"), list);
  const page = el("article", { class: "page", lang: "en" });
  const heading = el("h2", { class: "title" });
  replace(byId("text"),
    el("div", { class: "bar" }, el("label", { for: "chooser", class: "unseen" }, "Document to read"), back, chooser, on),
    el("div", { class: "spread" }, inside, el("div", { class: "sheet" }, heading, facts, legend(app), page)));
  app.reader = { chooser, back, on, facts, list, inside, page, heading, document: null, blocks: [] };
}

function documentLabel(document) {
  return `${document.name}${document.date ? ` (${document.date})` : ""} · ${plural(document.claims.length, "claim")}`;
}

function legend(app) {
  const kinds = Object.keys(KINDS).filter((kind) => app.data.claims.some((claim) => claim.fields.kind === kind));
  return el("p", { class: "legend", "aria-hidden": "true" }, kinds.map((kind) => kindBadge(kind)));
}

/** Show the document that is open; claims that do not pass the filter are pale. */
function drawReader(app) {
  const { reader, shownDocument: document } = app;
  if (!document) {
    replace(byId("text"), el("p", { class: "nothing" }, "There is no document."));
    return;
  }
  if (reader.document !== document) layDocument(app, document);
  const matching = new Set(app.matching);
  paleLinks(app);
  drawInside(app, document.claims.filter((claim) => matching.has(claim)));
}

function layDocument(app, document) {
  const { reader } = app;
  reader.document = document;
  reader.chooser.value = String(document.index);
  reader.back.disabled = document.index === 0;
  reader.on.disabled = document.index === app.data.documents.length - 1;
  reader.heading.textContent = document.name;
  reader.heading.classList.toggle("unseen", document.blocks.some(([, , , zone]) => zone === "title"));
  const facts = [
    document.date && `Said on ${shownTime(document.date)}`,
    document.published && document.published !== document.date && `published ${shownTime(document.published)}`,
    document.source !== document.name && document.source, plural(document.claims.length, "claim"),
  ];
  reader.facts.textContent = facts.filter(Boolean).join(" · ");
  reader.blocks = documentBlocks(document);
  reader.page.classList.toggle("sentences", document.text === null);
  replace(reader.page, document.text === null && textIsMissing(document), reader.blocks.map((block) => block.node));
  for (const block of reader.blocks) fillBlock(app, block, []);
  byId("text").scrollTop = 0;
  markText(app, false);
}

const textIsMissing = (document) => el("p", { class: "notice" }, document.claims.length === 0
  ? "No claims, and the text was not kept."
  : "The text was not kept; these are the sentences that hold claims.");

/** Paragraphs of the text, or the sentences of the claims where there is no text. `start` is that of its words. */
function documentBlocks(document) {
  if (document.text !== null) {
    return document.blocks.map(([start, body, end, zone]) => newBlock(document, zone, document.text, {
      base: 0, start: document.at(start), body: document.at(body), end: document.at(end),
    }));
  }
  const found = new Map();
  for (const { fields } of document.claims) found.set(fields.sentence_start, fields.sentence);
  return [...found].sort(([one], [other]) => one - other).map(([start, words]) => newBlock(document, "text", words, {
    base: start, start: 0, body: 0, end: words.length,
  }));
}

/** `base`: where the words start in the document; offsets in a block are those of `words`. */
function newBlock(document, zone, words, place) {
  const node = el("p", { class: `zone-${zone}` });
  const block = { node, words, ...place };
  block.claims = document.claims.map((claim) => ({ claim, ...within(block, claim) }))
    .filter(({ start, end }) => start < block.end && end > block.start);
  return block;
}

/** The place of a claim in the words of a block. */
function within(block, claim) {
  if (block.base === 0 && block.words === claim.document.text) return { start: claim.start, end: claim.end };
  if (claim.fields.sentence_start !== block.base) return { start: 0, end: 0 };
  const at = unitOffsets(block.words);
  return { start: at(claim.fields.start - block.base), end: at(claim.fields.end - block.base) };
}

/** Write the words of a block: links for claims, marks for what gave the fields of the chosen one. */
function fillBlock(app, block, marks) {
  const here = marks.filter(({ start, end }) => start < block.end && end > block.start);
  const cuts = new Set([block.start, block.body, block.end]);
  for (const { start, end } of [...block.claims, ...here]) cuts.add(start).add(end);
  const edges = [...cuts].filter((cut) => cut >= block.start && cut <= block.end).sort((one, other) => one - other);
  let link = null;
  let linked = null;
  block.node.replaceChildren();
  edges.slice(0, -1).forEach((start, number) => {
    const end = edges[number + 1];
    const claim = innermost(block.claims, start);
    if (claim !== linked) {
      link = claim === null ? null : textLink(app, claim);
      linked = claim;
      if (link) block.node.append(link);
    }
    const words = block.words.slice(start, end);
    const piece = start < block.body ? el("b", { class: "label" }, words) : words;
    (link ?? block.node).append(...markedPiece(piece, here.filter((mark) => mark.start <= start && mark.end > start), start));
  });
  block.marked = here.length > 0;
}

function innermost(claims, at) {
  const holding = claims.filter(({ start, end }) => start <= at && end > at);
  holding.sort((one, other) => one.end - one.start - (other.end - other.start));
  return holding[0]?.claim ?? null;
}

function textLink(app, claim) {
  const { kind, status } = claim.fields;
  return claimLink(claim, {
    class: `claim kind-${kind} is-${status}${claim === app.chosen ? " chosen" : ""}`,
    "aria-current": claim === app.chosen && "true",
    title: [KINDS[kind], claim.fields.indicator].filter(Boolean).join(": "),
  });
}

/** Words that gave something: named after it where they begin. */
function markedPiece(piece, marks, start) {
  if (marks.length === 0) return [piece];
  const fields = [...new Set(marks.map((mark) => mark.field))];
  const begun = [...new Set(marks.filter((mark) => mark.start === start).map((mark) => FIELD_WORDS[mark.field]))];
  return [el("span", { class: "gave", "data-fields": fields.join(" "), "data-start": start },
    begun.length > 0 && el("span", { class: "gives" }, begun.join(", ").toLowerCase()), piece)];
}

/** Claims that do not pass the filter are pale. */
function paleLinks(app) {
  const matching = new Set(app.matching);
  for (const link of app.reader.page.querySelectorAll("a.claim")) {
    link.classList.toggle("out", !matching.has(app.data.claims[link.dataset.claim]));
  }
}

/** Mark the chosen claim and its evidence in the text, and go there. */
function markText(app, go = true) {
  const { reader, chosen } = app;
  const here = chosen !== null && chosen.document === reader.document ? chosen : null;
  const focused = document.activeElement?.dataset?.claim;
  const inPage = reader.page.contains(document.activeElement);
  const marks = here === null || reader.document.text === null ? [] : here.evidence.filter(
    (found) => found.start !== null && MARKED.includes(found.field));
  for (const block of reader.blocks) {
    const concerned = block.marked || block.holdsChosen || block.claims.some(({ claim }) => claim === here)
      || marks.some(({ start, end }) => start < block.end && end > block.start);
    block.holdsChosen = block.claims.some(({ claim }) => claim === here);
    if (concerned) fillBlock(app, block, marks);
  }
  paleLinks(app);
  for (const link of reader.list.querySelectorAll("a")) {
    const current = here !== null && Number(link.dataset.claim) === here.index;
    link.classList.toggle("chosen", current);
    if (current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    if (current && reader.inside.open) link.scrollIntoView({ block: "nearest" });
  }
  if (inPage && focused !== undefined) reader.page.querySelector(`a[data-claim="${focused}"]`)?.focus({ preventScroll: true });
  if (go && here !== null) reader.page.querySelector("a.chosen")?.scrollIntoView({ block: "center" });
}

/** The list of the document's claims that pass the filter. */
function drawInside(app, claims) {
  replace(app.reader.list, claims.map((claim) => {
    const chosen = claim === app.chosen;
    return el("li", {}, claimLink(claim, { class: `kind-${claim.fields.kind}${chosen ? " chosen" : ""}`, "aria-current": chosen && "true" },
      el("b", {}, shownBeside(claim.fields)), " ", el("span", {}, claim.fields.indicator ?? claim.fields.text)));
  }));
  app.reader.inside.querySelector("summary").textContent =
    claims.length === app.reader.document.claims.length
      ? `${plural(claims.length, "claim")} in this document`
      : `${claims.length.toLocaleString("en")} of ${plural(app.reader.document.claims.length, "claim")} pass the filter`;
}

/** Go to the words that gave a field, and light them up. */
function lightWords(app, field, start) {
  const spans = [...app.reader.page.querySelectorAll(".gave")].filter((node) => node.dataset.fields.split(" ").includes(field));
  const span = spans.find((node) => node.dataset.start === String(start)) ?? spans[0]
    ?? app.reader.page.querySelector("a.chosen");
  if (!span) return;
  span.scrollIntoView({ block: "center" });
  span.classList.add("lit");
  setTimeout(() => span.classList.remove("lit"), 1600);
}
