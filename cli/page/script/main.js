// The page: its state, what follows when it changes, keys, and the address.

const PAUSE = 120; // milliseconds of quiet before the address is written; browsers limit how often it may be

const app = {
  data: readData(),
  state: newState(),
  matching: [],
  ordered: [],
  chosen: null,
  shownDocument: null,
  allSpeakers: false,

  /** Change the state and draw what depends on it; `remember` makes a step that the Back button takes back. */
  update(change, { remember = false } = {}) {
    const before = app.state;
    app.state = { ...before, ...change };
    settle();
    draw(before);
    writeLater(remember || (change.view !== undefined && change.view !== before.view));
  },

  /** Filter by a click on a count; Back takes it back. */
  only(change) {
    app.update(change, { remember: true });
  },

  sortBy(column) {
    const now = app.state.sort;
    app.update({ sort: now === column ? `-${column}` : column });
  },

  choose(claim, { remember = true } = {}) {
    const view = claim !== null && app.state.view === "overview" ? "text" : app.state.view;
    app.update({ claim: claim?.key ?? "", open: claim?.document.key ?? app.state.open, view }, { remember });
    if (claim !== null) announce(`Record: ${shownValue(claim.fields)}, ${claim.fields.indicator ?? "not known what"}`);
  },

  /** The next or previous claim: in the table's order, or of the text that is read. */
  step(by) {
    const inText = app.state.view === "text";
    const claims = inText ? app.matching.filter((claim) => claim.document === app.shownDocument) : app.ordered;
    const at = claims.indexOf(app.chosen);
    const next = at === -1 ? claims[by > 0 ? 0 : claims.length - 1] : claims[at + by];
    if (next) app.choose(next, { remember: false });
  },

  open(document) {
    const claim = app.chosen?.document === document ? app.state.claim : "";
    app.update({ open: document.key, claim, view: "text" }, { remember: true });
  },

  showWords(field, start) {
    if (app.state.view !== "text") app.update({ view: "text" });
    lightWords(app, field, start);
  },

  showAllSpeakers() {
    app.allSpeakers = true;
    drawOverview(app);
  },
};

/** What follows from the state: which claims pass, in which order, what is chosen and open. */
function settle() {
  const { data, state } = app;
  state.view ??= state.claim || data.documents.length === 1 ? "text" : "overview";
  app.matching = passing(data.claims, state);
  app.ordered = sorted(app.matching, data.claims, state.sort);
  app.chosen = data.byKey.get(state.claim) ?? null;
  app.shownDocument = app.chosen?.document ?? data.documents.find((document) => document.key === state.open)
    ?? data.documents.find((document) => document.key === state.document) ?? data.documents[0] ?? null;
}

const isFilter = (name) => Object.hasOwn(FILTERS, name);

/** Draw what looks different from `before`; all of it for null. */
function draw(before) {
  const { state } = app;
  const changed = (name) => before === null || before[name] !== state[name];
  const filtered = Object.keys(FILTERS).some(changed);
  const turned = changed("view");
  if (turned) showView(state.view);
  if (filtered) drawFilters();
  if (state.view === "overview" && (turned || filtered)) drawOverview(app);
  if (state.view === "table" && (turned || filtered || changed("sort"))) drawTable(app);
  if (state.view === "table" && (turned || changed("claim"))) markRow(app);
  if (state.view === "text" && (turned || filtered || changed("open") || changed("claim"))) drawReader(app);
  if (state.view === "text" && app.shownDocument && (turned || changed("claim"))) markText(app);
  if (changed("claim")) drawRecord(app);
  document.body.classList.toggle("has-claim", app.chosen !== null);
}

function showView(view) {
  for (const name of VIEWS) {
    const tab = byId(`tab-${name}`);
    tab.setAttribute("aria-selected", String(name === view));
    tab.tabIndex = name === view ? 0 : -1;
    byId(name).hidden = name !== view;
  }
  document.body.dataset.view = view;
}

// --- the filter ---

function makeFilters() {
  chips(byId("kinds"), KINDS, "kinds");
  chips(byId("statuses"), STATUSES, "statuses");
  byId("query").addEventListener("input", (event) => app.update({ query: event.target.value }));
  byId("period").addEventListener("input", (event) => app.update({ period: event.target.value }));
  for (const name of ["speaker", "document", "target"]) {
    byId(name).addEventListener("change", (event) => app.update({ [name]: event.target.value }, { remember: true }));
  }
  byId("clear").addEventListener("click", () => {
    const empty = newState();
    app.update(Object.fromEntries(Object.keys(FILTERS).map((name) => [name, empty[name]])), { remember: true });
    byId("query").focus();
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  const years = new Set(app.data.claims.filter((claim) => claim.bounds !== null)
    .map((claim) => String(Math.floor(Math.min(...claim.bounds.map(Math.abs)) / 10000))));
  replace(byId("periods"), [...years].sort().reverse().concat(NOBODY).map((year) => el("option", { value: year })));
}

function chips(fieldset, words, name) {
  const column = name === "kinds" ? "kind" : "status";
  const found = new Set(app.data.claims.map((claim) => claim.fields[column]));
  for (const [key, label] of Object.entries(words)) {
    if (!found.has(key)) continue;
    fieldset.append(el("button", {
      type: "button", class: `chip ${column}-${key}`, "data-key": key,
      on: { click: () => app.update({ [name]: toggled(app.state[name], key) }, { remember: true }) },
    }, label, " ", el("span", { class: "number" })));
  }
}

function toggled(set, key) {
  const changed = new Set(set);
  if (!changed.delete(key)) changed.add(key);
  return changed;
}

/** Show the filter, with how many claims each choice would give beside the other filters. */
function drawFilters() {
  const { data, state, matching } = app;
  setValue(byId("query"), state.query);
  setValue(byId("period"), state.period);
  byId("period").toggleAttribute("aria-invalid", !isPeriod(state.period));
  if (!isPeriod(state.period)) byId("period").setAttribute("aria-invalid", "true");
  for (const [name, column] of [["kinds", "kind"], ["statuses", "status"]]) {
    const counts = tally(passing(data.claims, state, name), (claim) => claim.fields[column]);
    for (const chip of byId(name).querySelectorAll("button")) {
      setPressed(chip, state[name].has(chip.dataset.key));
      chip.querySelector(".number").textContent = (counts.get(chip.dataset.key) ?? 0).toLocaleString("en");
    }
  }
  drawSelect("speaker", "Anybody", (claim) => speakerKey(claim.fields.speaker), (key) => speakerWords(key), byCount);
  drawSelect("document", "All", (claim) => claim.document.key, (key) => data.documents.find((found) => found.key === key)?.name ?? key, inPlace);
  drawSelect("target", "Any", (claim) => (claim.fields.target_year === null ? null : String(claim.fields.target_year)), (key) => key, byKeyOrder);
  byId("clear").hidden = !isFiltered(state);
  drawTold();
  byId("count").textContent = matching.length === data.claims.length
    ? plural(matching.length, "claim") : `${matching.length.toLocaleString("en")} of ${plural(data.claims.length, "claim")}`;
}

/** The filter in words, for paper. */
function drawTold() {
  const { state, matching, data } = app;
  const documentName = data.documents.find((found) => found.key === state.document)?.name;
  const parts = [
    state.query && `“${state.query}”`, [...state.kinds].map((kind) => KINDS[kind].toLowerCase()).join(" or "),
    [...state.statuses].map((status) => STATUSES[status].toLowerCase()).join(" or "),
    state.speaker && `speaker ${speakerWords(state.speaker)}`, documentName,
    state.period && `period ${state.period}`, state.target && `target year ${state.target}`,
  ].filter(Boolean);
  byId("told").textContent = parts.length === 0
    ? `All ${plural(data.claims.length, "claim")}`
    : `${matching.length.toLocaleString("en")} of ${plural(data.claims.length, "claim")}: ${parts.join("; ")}`;
}

const isFiltered = (state) => Object.keys(FILTERS).some((name) => (state[name].size ?? state[name].length) > 0);
const byCount = ([one, few], [other, many]) => many - few || collator.compare(one, other);
const byKeyOrder = ([one], [other]) => collator.compare(one, other);
const inPlace = () => 0;

function setValue(input, value) {
  if (input.value !== value) input.value = value;
}

function speakerWords(key) {
  return key === NOBODY ? "The writers’ own words" : key.replace(/^=/, "");
}

/** The choices of a select, those that the other filters leave; the chosen one is always among them. */
function drawSelect(name, all, key, words, order) {
  const counts = tally(passing(app.data.claims, app.state, name), key);
  const chosen = app.state[name];
  if (chosen !== "" && !counts.has(chosen)) counts.set(chosen, 0);
  replace(byId(name), el("option", { value: "" }, all), [...counts].sort(order).map(([value, number]) =>
    el("option", { value }, `${words(value)} (${number.toLocaleString("en")})`)));
  byId(name).value = chosen;
}

// --- the address ---

let waiting = null;
let step = false;

function writeLater(remember) {
  step ||= remember;
  clearTimeout(waiting);
  waiting = setTimeout(writeNow, PAUSE);
}

function writeNow() {
  clearTimeout(waiting);
  waiting = null;
  const address = writeAddress(app.state);
  if (address !== location.hash) history[step ? "pushState" : "replaceState"](null, "", address);
  step = false;
}

function readNow() {
  clearTimeout(waiting);
  waiting = null;
  app.state = readAddress(location.hash);
  settle();
  draw(null);
}

// --- keys ---

const isTyping = (node) => node.matches("input, select, textarea") && node.type !== "checkbox";

const SINGLE_KEYS = {
  "/": () => { byId("query").focus(); byId("query").select(); },
  j: () => app.step(1),
  k: () => app.step(-1),
  1: () => app.update({ view: "overview" }),
  2: () => app.update({ view: "text" }),
  3: () => app.update({ view: "table" }),
  r: toRecordAndBack,
  "?": () => byId("help").showModal(),
};

function toRecordAndBack() {
  const inRecord = byId("record").contains(document.activeElement);
  if (!inRecord && app.chosen !== null) byId("record").focus();
  else focusChosen();
}

/** Put the focus on the chosen claim where it is shown. */
function focusChosen() {
  const panel = byId(app.state.view);
  (panel.querySelector(".page a.chosen, tr.chosen a") ?? panel).focus();
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
  const node = event.target;
  if (event.key === "Escape") onEscape(node);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") onArrow(event, node);
  else if (!isTyping(node) && byId("single-keys").checked && Object.hasOwn(SINGLE_KEYS, event.key)) {
    event.preventDefault();
    SINGLE_KEYS[event.key]();
  }
}

function onEscape(node) {
  if (byId("record").contains(node)) focusChosen();
  else if (!isTyping(node) && app.chosen !== null) app.choose(null);
}

/** Inside the table and the list of a document, up and down choose claims and take the focus along. */
function onArrow(event, node) {
  const place = node.closest("table.claims tbody, #inside");
  if (!place) return;
  event.preventDefault();
  const by = event.key === "ArrowDown" ? 1 : -1;
  const links = [...place.querySelectorAll("a[data-claim]")];
  const next = links[links.indexOf(node) + by];
  if (!next) return;
  const claim = app.data.claims[next.dataset.claim];
  app.choose(claim, { remember: false });
  place.querySelector(`a[data-claim="${claim.index}"]`).focus({ preventScroll: true });
}

function onTabKey(event) {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (by === undefined) return;
  const at = VIEWS.indexOf(app.state.view);
  const view = VIEWS[(at + by + VIEWS.length) % VIEWS.length];
  app.update({ view });
  byId(`tab-${view}`).focus();
}

// --- looks ---

const THEMES = ["auto", "light", "dark"];

function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  byId("theme").textContent = `Theme: ${theme}`;
}

function makeTools() {
  const name = "claims";
  byId("save-csv").addEventListener("click", () => save(`${name}.csv`, toCsv(app.ordered), "text/csv;charset=utf-8"));
  byId("save-json").addEventListener("click", () => save(`${name}.json`, toJsonFile(app.matching), "application/json"));
  byId("copy-view").addEventListener("click", () => {
    writeNow();
    copy(location.href, "Link to this view copied");
  });
  byId("open-help").addEventListener("click", () => byId("help").showModal());
  let theme = "auto";
  byId("theme").addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    setTheme(theme);
  });
  byId("more-filters").addEventListener("click", (event) => {
    const open = event.target.getAttribute("aria-expanded") !== "true";
    event.target.setAttribute("aria-expanded", String(open));
  });
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  });
}

/** A click on a claim opens it in place; with a key held it opens as any link does. */
function onClick(event) {
  const link = event.target.closest("a[data-claim]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const claim = app.data.claims[link.dataset.claim];
  if (claim === app.chosen) byId("record").focus();
  else app.choose(claim);
}

function start() {
  makeFilters();
  makeTable(app);
  makeReader(app);
  makeTools();
  for (const view of VIEWS) byId(`tab-${view}`).addEventListener("click", () => app.update({ view }));
  document.querySelector(".tabs").addEventListener("keydown", onTabKey);
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  window.addEventListener("popstate", readNow);
  window.addEventListener("beforeprint", () => app.state.view === "table" && addRows(app, app.ordered.length));
  readNow();
}

start();
