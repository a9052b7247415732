// The table of all claims that pass the filter. Rows come as they are scrolled to.

const ROWS = 60; // at a time

const HEADS = [
  ["value", "Value"], ["kind", "Kind"], ["indicator", "Indicator"], ["change", "Change"], ["period", "Period"],
  ["status", "Status"], ["speaker", "Speaker"], ["date", "Said on"], ["document", "Document"],
];

/** Build the table's frame once. `shown` counts the rows that are there. */
function makeTable(app) {
  const body = el("tbody");
  const heads = HEADS.map(([column, words]) => {
    const button = el("button", { type: "button", on: { click: () => app.sortBy(column) } }, words);
    return el("th", { scope: "col", class: `column-${column}`, "data-column": column }, button);
  });
  const reading = el("button", { type: "button", class: "quiet", on: { click: () => app.update({ sort: "place" }) } },
    "Back to reading order");
  const more = el("button", { type: "button", class: "more", on: { click: () => addRows(app) } }, "More claims");
  const nothing = el("p", { class: "nothing" }, "No claim passes the filter.");
  const frame = el("table", { class: "claims" },
    el("caption", { class: "unseen" }, "Claims that pass the filter; the head of a column sorts by it"),
    el("thead", {}, el("tr", {}, heads)), body);
  replace(byId("table"), reading, frame, nothing, more);
  app.table = { body, heads, reading, more, nothing, frame, claims: [], shown: 0 };
  body.addEventListener("click", (event) => {
    const row = event.target.closest("tr");
    if (row && !event.target.closest("a") && String(window.getSelection()) === "") app.choose(app.data.claims[row.dataset.row]);
  });
  new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && addRows(app), {
    rootMargin: "600px",
  }).observe(more);
}

/** Show these claims from the first on. */
function drawTable(app) {
  const { table, state } = app;
  table.claims = app.ordered;
  table.shown = 0;
  table.body.replaceChildren();
  table.frame.setAttribute("aria-rowcount", String(table.claims.length + 1));
  for (const head of table.heads) {
    const column = head.dataset.column;
    const way = state.sort === column ? "ascending" : state.sort === `-${column}` ? "descending" : "none";
    head.setAttribute("aria-sort", way);
  }
  table.reading.hidden = state.sort === "place";
  table.nothing.hidden = table.claims.length > 0;
  table.frame.hidden = table.claims.length === 0;
  const chosen = app.chosen === null ? -1 : table.claims.indexOf(app.chosen);
  addRows(app, Math.max(ROWS, chosen + 20));
}

function addRows(app, number = ROWS) {
  const { table } = app;
  const next = table.claims.slice(table.shown, table.shown + number);
  table.body.append(...next.map((claim, place) => claimRow(app, claim, table.shown + place)));
  table.shown += next.length;
  table.more.hidden = table.shown >= table.claims.length;
}

function claimRow(app, claim, place) {
  const { fields, document } = claim;
  const chosen = claim === app.chosen;
  const cell = (column, ...children) => el("td", { class: `column-${column}` }, ...children);
  return el("tr", { "data-row": claim.index, "aria-rowindex": place + 2, class: chosen ? "chosen" : null },
    el("th", { scope: "row", class: "column-value" },
      claimLink(claim, { "aria-current": chosen && "true", tabindex: chosen || (app.chosen === null && place === 0) ? "0" : "-1" },
        shownBeside(fields))),
    cell("kind", kindBadge(fields.kind)),
    cell("indicator", fields.indicator ?? el("span", { class: "unknown" }, fields.text)),
    cell("change", shownChange(fields)),
    cell("period", el("span", { title: fields.period }, shownTime(fields.period))),
    cell("status", statusBadge(fields)),
    cell("speaker", fields.speaker?.name ?? ""),
    cell("date", fields.date ?? ""),
    cell("document", el("span", { class: "clipped", title: document.name }, document.name)));
}

/** Mark the chosen row, and bring it here if it waits further down. */
function markRow(app) {
  const { table } = app;
  for (const row of table.body.querySelectorAll(".chosen")) {
    row.classList.remove("chosen");
    row.querySelector("a").removeAttribute("aria-current");
  }
  for (const link of table.body.querySelectorAll('a[tabindex="0"]')) link.tabIndex = -1;
  const place = app.chosen === null ? 0 : table.claims.indexOf(app.chosen);
  if (place >= table.shown) addRows(app, place - table.shown + ROWS);
  const row = table.body.rows[place];
  if (!row) return;
  row.querySelector("a").tabIndex = 0;
  if (app.chosen === null) return;
  row.classList.add("chosen");
  row.querySelector("a").setAttribute("aria-current", "true");
  row.scrollIntoView({ block: "nearest" });
}
