// What leads from one part of the page to another. Links are real ones: they can be copied and opened in a new tab.

const claimAddress = (claim) => `#claim=${encodeURIComponent(claim.key)}`;

/** A link to a claim; main.js opens it in place. */
function claimLink(claim, properties, ...children) {
  return el("a", { href: claimAddress(claim), "data-claim": claim.index, ...properties }, ...children);
}

/** The kind as a coloured word. */
function kindBadge(kind) {
  return el("span", { class: `badge kind-${kind}` }, KINDS[kind]);
}

/** Nothing for what is reported, a word for what is not yet so. */
function statusBadge(fields) {
  if (fields.status === "reported" && fields.target_year === null) return null;
  const words = fields.status === "reported" ? "" : STATUSES[fields.status];
  const year = fields.target_year === null || fields.kind === "target_year" ? "" : ` ${fields.target_year}`;
  return words + year === "" ? null : el("span", { class: `status status-${fields.status}` }, (words + year).trim());
}

/** The sentence of a claim, the claim's own words marked. */
function markedSentence({ fields }) {
  const at = unitOffsets(fields.sentence);
  const start = at(fields.start - fields.sentence_start);
  const end = at(fields.end - fields.sentence_start);
  return [
    fields.sentence.slice(0, start),
    el("mark", { class: `kind-${fields.kind}` }, fields.sentence.slice(start, end)),
    fields.sentence.slice(end),
  ];
}
