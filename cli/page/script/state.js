// The view: what is filtered, in which order, and what is open. It stands in the address, so that it can be sent.

const VIEWS = ["overview", "text", "table"];
const NOBODY = "none"; // the filter for claims without a speaker or period; a speaker of that name is "=none"

const newState = () => ({
  view: null, query: "", kinds: new Set(), statuses: new Set(), speaker: "", document: "", period: "", target: "",
  sort: "place", claim: "", open: "",
});

/** The state that an address's fragment tells; what it does not know or understand is left out. */
function readAddress(fragment) {
  const told = new URLSearchParams(fragment.replace(/^#/, ""));
  const state = newState();
  for (const name of ["speaker", "document", "period", "target", "claim", "open"]) state[name] = told.get(name) ?? "";
  state.query = told.get("q") ?? "";
  state.kinds = known(told.get("kind"), KINDS);
  state.statuses = known(told.get("status"), STATUSES);
  if (VIEWS.includes(told.get("view"))) state.view = told.get("view");
  const sort = told.get("sort") ?? "place";
  if (Object.hasOwn(ORDERS, sort.replace(/^-/, ""))) state.sort = sort;
  return state;
}

const known = (list, words) => new Set((list ?? "").split(",").filter((word) => Object.hasOwn(words, word)));

function writeAddress(state) {
  const told = new URLSearchParams();
  const tell = (name, value) => value && told.set(name, value);
  tell("view", state.view);
  tell("q", state.query);
  tell("kind", [...state.kinds].join(","));
  tell("status", [...state.statuses].join(","));
  for (const name of ["speaker", "document", "period", "target"]) tell(name, state[name]);
  if (state.sort !== "place") tell("sort", state.sort);
  tell("open", state.open);
  tell("claim", state.claim);
  return `#${told}`;
}
