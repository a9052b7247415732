// Counts of the claims that pass the filter: by kind, by speaker, by the year of a goal, by document.

const SPEAKERS = 15; // shown at first
const GOALS = 4; // of a year
const WIDEST = 60; // years in a row; beyond it only those with claims

function drawOverview(app) {
  const { matching, data } = app;
  replace(byId("overview"),
    problems(data.problems),
    matching.length === 0 && el("p", { class: "nothing" }, data.claims.length === 0
      ? "There are no claims in these documents." : "No claim passes the filter."),
    el("div", { class: "columns" },
      el("div", {}, matching.length > 0 && byKind(app), byDocument(app)),
      matching.length > 0 && el("div", {}, targetYears(app), bySpeaker(app))));
}

function problems(found) {
  if (found.length === 0) return null;
  return el("details", { class: "notice" },
    el("summary", {}, `${plural(found.length, "document")} could not be read`),
    el("ul", {}, found.map(([source, reason]) => el("li", {}, el("b", {}, source), ` ${reason}`))));
}

function card(title, ...children) {
  return el("section", { class: "card" }, el("h2", {}, title), ...children);
}

/** A bar of one row: the share of each kind. */
function stack(counts, total, widest) {
  const bar = el("span", { class: "stack", "aria-hidden": "true" });
  bar.style.width = `${(100 * total) / widest}%`;
  for (const kind of Object.keys(KINDS)) {
    const number = counts.get(kind) ?? 0;
    if (number === 0) continue;
    const part = el("span", { class: `part kind-${kind}`, title: `${KINDS[kind]}: ${number}` });
    part.style.flexGrow = String(number);
    bar.append(part);
  }
  return bar;
}

const kindsOf = (claims) => tally(claims, (claim) => claim.fields.kind);

function byKind(app) {
  const counts = kindsOf(app.matching);
  const widest = Math.max(...counts.values());
  const rows = Object.keys(KINDS).filter((kind) => counts.has(kind)).map((kind) => {
    const ofKind = app.matching.filter((claim) => claim.fields.kind === kind);
    const said = tally(ofKind, (claim) => claim.fields.status);
    const other = ["target", "forecast"].filter((status) => said.has(status)).map((status) => `${said.get(status)} ${status}`);
    return el("tr", {},
      el("th", { scope: "row" }, filterButton(kindBadge(kind), () => app.only({ kinds: new Set([kind]) }), `Only ${KINDS[kind].toLowerCase()}`)),
      el("td", { class: "amount" }, counts.get(kind).toLocaleString("en")),
      el("td", { class: "bars" }, stack(new Map([[kind, counts.get(kind)]]), counts.get(kind), widest)),
      el("td", { class: "why" }, other.join(", ")));
  });
  return card("Claims by kind", el("table", { class: "counts kinds" },
    el("thead", { class: "unseen" }, el("tr", {}, ["Kind", "Claims", "Bar", "Of these"].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, rows)));
}

function bySpeaker(app) {
  const groups = [...Map.groupBy(app.matching, (claim) => speakerKey(claim.fields.speaker))]
    .sort(([, one], [, other]) => other.length - one.length);
  const widest = groups[0][1].length;
  const kinds = Object.keys(KINDS).filter((kind) => app.matching.some((claim) => claim.fields.kind === kind));
  const shown = app.allSpeakers ? groups : groups.slice(0, SPEAKERS);
  const rows = shown.map(([key, claims]) => {
    const { speaker } = claims[0].fields;
    const counts = kindsOf(claims);
    return el("tr", {},
      el("th", { scope: "row" },
        filterButton(speaker === null ? "The writers’ own words" : speaker.name, () => app.only({ speaker: key }), "Only this speaker"),
        speaker !== null && el("span", { class: "second" }, [speaker.role, speaker.organization].filter(Boolean).join(", "))),
      el("td", { class: "amount" }, claims.length.toLocaleString("en")),
      el("td", { class: "bars" }, stack(counts, claims.length, widest)),
      kinds.map((kind) => el("td", { class: "amount of-kind" }, counts.has(kind)
        ? filterButton(counts.get(kind).toLocaleString("en"), () => app.only({ speaker: key, kinds: new Set([kind]) }), `Only ${KINDS[kind].toLowerCase()} of this speaker`)
        : "")));
  });
  const more = groups.length > shown.length && button(`All ${plural(groups.length, "speaker")}`, () => app.showAllSpeakers());
  return card("Who put how many on record", el("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Claims by speaker and kind" },
    el("table", { class: "counts speakers" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Speaker"), el("th", { scope: "col", class: "amount" }, "Claims"),
        el("th", { scope: "col" }, el("span", { class: "unseen" }, "Bar")),
        kinds.map((kind) => el("th", { scope: "col", class: "amount of-kind" }, KINDS[kind])))),
      el("tbody", {}, rows))), more);
}

const filterButton = (content, act, title) => el("button", { type: "button", class: "words", title, on: { click: act } }, content);

/** The years that goals are set for, as columns, and the goals of each. */
function targetYears(app) {
  const goals = app.matching.filter((claim) => claim.fields.target_year !== null);
  if (goals.length === 0) return card("Target years", el("p", { class: "nothing" }, "None of these claims belongs to a goal with a year."));
  const years = Map.groupBy(goals, (claim) => claim.fields.target_year);
  const found = [...years.keys()].sort((one, other) => one - other);
  const highest = Math.max(...[...years.values()].map((claims) => claims.length));
  return card("Target years", el("p", { class: "why" }, "Claims that belong to a goal, by its year; choose a year to see only these."),
    el("ol", { class: "timeline" }, axis(found).map((year) => yearColumn(app, year, years.get(year) ?? [], highest))),
    el("div", { class: "goals" }, found.map((year) => goalsOf(app, year, years.get(year)))));
}

/** All years from the first to the last, or only those with goals where that is too long. */
function axis(found) {
  const span = found.at(-1) - found[0] + 1;
  return span > WIDEST ? found : Array.from({ length: span }, (_, place) => found[0] + place);
}

function yearColumn(app, year, claims, highest) {
  if (claims.length === 0) return el("li", { class: "empty" }, el("span", { class: "tick" }, year % 5 === 0 ? String(year) : ""));
  const bar = el("span", { class: "column" });
  bar.style.height = `${Math.max(6, (100 * claims.length) / highest)}%`;
  for (const [kind, number] of kindsOf(claims)) {
    const part = el("span", { class: `part kind-${kind}` });
    part.style.flexGrow = String(number);
    bar.append(part);
  }
  const pressed = app.state.target === String(year);
  return el("li", {}, el("button", {
    type: "button", "aria-pressed": String(pressed), "aria-label": `${year}: ${plural(claims.length, "claim")}`,
    title: `${year}: ${plural(claims.length, "claim")}`,
    on: { click: () => app.only({ target: pressed ? "" : String(year) }) },
  }, el("span", { class: "number" }, claims.length.toLocaleString("en")), el("span", { class: "well" }, bar), el("span", { class: "tick" }, String(year))));
}

/** The goals of one year: its numbers, and years without a number. */
function goalsOf(app, year, claims) {
  const numbered = new Set(claims.filter((claim) => claim.fields.kind !== "target_year").map((claim) => goalPlace(claim)));
  const goals = claims.filter((claim) => claim.fields.kind !== "target_year" || !numbered.has(goalPlace(claim)));
  return el("section", {}, el("h3", {}, String(year)),
    el("ul", {}, goals.slice(0, GOALS).map((claim) => el("li", {},
      claimLink(claim, {}, el("b", {}, claim.fields.kind === "target_year" ? "" : `${shownBeside(claim.fields)} `), claim.fields.indicator ?? claim.fields.text),
      claim.fields.speaker && el("span", { class: "second" }, claim.fields.speaker.name)))),
    goals.length > GOALS && button(`All ${goals.length.toLocaleString("en")}`, () => app.update({ target: String(year), view: "table" })));
}

const goalPlace = (claim) => `${claim.document.index} ${claim.fields.sentence_start}`;

function byDocument(app) {
  const counts = tally(app.matching, (claim) => claim.document.index);
  return card("Documents", el("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Documents" }, el("table", { class: "counts documents" },
    el("thead", {}, el("tr", {}, ["Document", "Said on", "Claims"].map((name) => el("th", { scope: "col", class: name === "Claims" ? "amount" : null }, name)))),
    el("tbody", {}, app.data.documents.map((document) => el("tr", {},
      el("th", { scope: "row" }, filterButton(document.name, () => app.open(document), "Read this document"),
        document.source !== null && document.source !== document.name && el("span", { class: "second" }, document.source)),
      el("td", {}, document.date ?? ""),
      el("td", { class: "amount" }, (counts.get(document.index) ?? 0).toLocaleString("en"))))))));
}
