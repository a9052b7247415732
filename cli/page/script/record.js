// The record of the chosen claim: every field, what gave it, and where it stands.

const GROUPS = [
  ["What", ["kind", "value", "low", "high", "unit", "qualifier", "indicator", "direction", "basis"]],
  ["When", ["status", "period", "target_year", "date"]],
  ["Who", ["speaker", "attribution", "cites"]],
];

function drawRecord(app) {
  const { chosen } = app;
  const aside = byId("record");
  aside.classList.toggle("empty", chosen === null);
  if (chosen === null) {
    replace(aside, el("p", { class: "nothing" }, "Choose a claim to see its record: every field, the rule that found it, and the words behind it."));
    return;
  }
  const { fields } = chosen;
  replace(aside,
    el("div", { class: "bar" },
      button("‹ Previous", () => app.step(-1)), button("Next ›", () => app.step(1)),
      el("span", { class: "grow" }),
      el("button", { type: "button", class: "close", "aria-label": "Close the record", on: { click: () => app.choose(null) } }, "×")),
    el("p", { class: "badges" }, kindBadge(fields.kind), statusBadge(fields)),
    el("h2", { class: "number" }, shownValue(fields) || fields.text),
    el("p", { class: "about" }, fields.indicator ?? el("span", { class: "unknown" }, "what it measures is not known")),
    el("blockquote", {}, markedSentence(chosen)),
    el("p", { class: "said" }, saidBy(fields)),
    el("p", { class: "copies" },
      button("Copy quotation", () => copy(quotation(chosen), "Quotation copied")),
      button("Copy link", () => copy(linkTo(chosen), "Link copied")),
      button("Copy record", () => copy(toJson(plainRecord(chosen.fields), 2), "Record copied"))),
    GROUPS.map(([name, group]) => fieldGroup(app, chosen, name, group.filter((field) => isShown(fields, field)))),
    foundIn(app, chosen));
  aside.scrollTop = 0;
}

const button = (words, act) => el("button", { type: "button", on: { click: act } }, words);

/** Both ends only for a range, and no value for one. */
function isShown(fields, field) {
  const isRange = fields.low !== null || fields.high !== null;
  return field === "value" ? !isRange : ["low", "high"].includes(field) ? isRange : true;
}

function saidBy(fields) {
  const who = shownSpeaker(fields.speaker) || "The writer";
  return [el("b", {}, who), fields.date ? `, ${shownTime(fields.date)}` : "", fields.cites ? `, citing ${fields.cites}` : ""];
}

function fieldGroup(app, claim, name, group) {
  return el("section", { class: "group" }, el("h3", {}, name),
    el("dl", {}, group.map((field) => fieldRow(app, claim, field))));
}

function fieldRow(app, claim, field) {
  const shown = shownField(claim.fields, field);
  const reasons = claim.evidence.filter((found) => found.field === field);
  return el("div", { class: `field field-${field}` },
    el("dt", {}, FIELD_WORDS[field]),
    el("dd", {}, shown === null ? el("span", { class: "unknown" }, "not known") : shown,
      reasons.map((reason) => evidenceLine(app, claim, field, reason))));
}

function shownField(fields, field) {
  const value = fields[field];
  if (value === null) return ["direction", "basis"].includes(field) ? el("span", { class: "unknown" }, "none") : null;
  switch (field) {
    case "value": case "low": case "high": return el("span", {}, grouped(value.digits));
    case "kind": return KINDS[value];
    case "status": return STATUSES[value];
    case "qualifier": return value.replaceAll("_", " ");
    case "period": case "date": return [shownTime(value), " ", shownTime(value) !== value && el("code", {}, value)];
    case "attribution": return [value, " ", el("span", { class: "why" }, ATTRIBUTIONS[value])];
    case "speaker": return [value.name, [value.role, value.organization].filter(Boolean).map((words) => el("span", { class: "second" }, words))];
    default: return String(value);
  }
}

/** Why a field says what it says: the words, in plain language, and the rule. */
function evidenceLine(app, claim, field, { start, end, why, rule }) {
  const text = claim.document.text;
  const words = text !== null && start !== null ? text.slice(start, end).replace(/\s+/g, " ").trim() : "";
  return el("p", { class: "evidence" },
    words && el("button", { type: "button", class: "words", title: "Show these words in the text", on: { click: () => app.showWords(field, start) } },
      `“${words.length > 160 ? `${words.slice(0, 160)}…` : words}”`),
    el("span", { class: "why" }, why), rule && el("code", {}, rule));
}

/** The rule that found it, and its place. */
function foundIn(app, claim) {
  const { fields, document } = claim;
  const rule = app.data.rules[fields.rule];
  const row = (name, ...children) => el("div", { class: "field" }, el("dt", {}, name), el("dd", {}, ...children));
  return el("section", { class: "group" }, el("h3", {}, "Where"), el("dl", {},
    row("Rule", el("code", {}, fields.rule), rule && el("span", { class: "second" }, rule)),
    row("Document", el("button", { type: "button", class: "words", on: { click: () => app.update({ view: "text" }) } }, document.name),
      document.source !== null && document.source !== document.name && el("span", { class: "second" }, document.source)),
    row("Characters", `${fields.start.toLocaleString("en")} to ${fields.end.toLocaleString("en")}`),
    row("Id", el("code", {}, fields.id))));
}

/** The sentence with who said it, when and where, to be put into a text. */
function quotation({ fields, document }) {
  const who = shownSpeaker(fields.speaker);
  const when = fields.date ? shownTime(fields.date) : "";
  const sentence = fields.sentence.replace(/\s+/g, " ").trim();
  return `“${sentence}” (${[who, when, document.name].filter(Boolean).join("; ")})`;
}

function linkTo(claim) {
  return location.href.replace(/#.*$/, "") + claimAddress(claim);
}

async function copy(words, done) {
  try {
    await navigator.clipboard.writeText(words);
    announceSeen(done);
  } catch {
    announceSeen("The browser does not let this page copy; the address bar holds the link of this view");
  }
}

/** A word that is seen for a moment, and heard. */
function announceSeen(words) {
  announce(words);
  const toast = el("p", { class: "toast", "aria-hidden": "true" }, words);
  document.body.append(toast);
  setTimeout(() => toast.remove(), 2400);
}
