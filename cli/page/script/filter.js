// Which claims pass the filter, in which order, and how many there are of each.

const FILTERS = {
  query: (state) => {
    const words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
    return words.length === 0 ? null : (claim) => words.every((word) => claim.words.includes(word));
  },
  kinds: (state) => (state.kinds.size === 0 ? null : (claim) => state.kinds.has(claim.fields.kind)),
  statuses: (state) => (state.statuses.size === 0 ? null : (claim) => state.statuses.has(claim.fields.status)),
  speaker: (state) => (state.speaker === "" ? null : (claim) => speakerKey(claim.fields.speaker) === state.speaker),
  document: (state) => (state.document === "" ? null : (claim) => claim.document.key === state.document),
  period: (state) => periodFilter(state.period),
  target: (state) => (state.target === "" ? null : (claim) => String(claim.fields.target_year ?? "") === state.target),
};

const speakerKey = (speaker) => (speaker === null ? NOBODY : speaker.name === NOBODY ? `=${NOBODY}` : speaker.name);

/** Claims about a time that has a day in common with the one that was typed; null where that is no time. */
function periodFilter(typed) {
  const wish = typed.trim();
  if (wish.toLowerCase() === NOBODY) return (claim) => claim.fields.period === null;
  const [first, last] = bounds(wish) ?? [];
  return first === undefined ? null : (claim) => claim.bounds !== null && claim.bounds[0] <= last && claim.bounds[1] >= first;
}

const isPeriod = (typed) => typed.trim() === "" || periodFilter(typed) !== null;

/** The claims that pass all filters, or all but one. */
function passing(claims, state, but = null) {
  const tests = Object.keys(FILTERS).filter((name) => name !== but).map((name) => FILTERS[name](state)).filter(Boolean);
  return tests.length === 0 ? claims : claims.filter((claim) => tests.every((test) => test(claim)));
}

/** How many claims there are of each key; a key of null is not counted. */
function tally(claims, key) {
  const counts = new Map();
  for (const claim of claims) {
    const name = key(claim);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

// What a column is sorted by: numbers, or words in any case. Claims without it come last, whichever way.
const ORDERS = {
  place: (claim) => claim.index,
  value: ({ fields }) => (fields.value ?? fields.low ?? fields.high)?.near ?? null,
  kind: ({ fields }) => KINDS[fields.kind],
  indicator: ({ fields }) => fields.indicator,
  change: ({ fields }) => shownChange(fields) || null,
  period: (claim) => (claim.bounds === null ? claim.fields.period : claim.bounds[0] + claim.bounds[1] / 1e9),
  status: ({ fields }) => fields.target_year === null ? STATUSES[fields.status] : `${STATUSES[fields.status]} ${fields.target_year}`,
  speaker: ({ fields }) => fields.speaker?.name ?? null,
  date: ({ fields }) => fields.date,
  document: (claim) => claim.document.name,
};

const ranks = new Map();
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The place of every claim by a column, reckoned once: equal ones share it, and null is Infinity. */
function rank(claims, column) {
  if (ranks.has(column)) return ranks.get(column);
  const keys = claims.map(ORDERS[column]);
  const distinct = [...new Set(keys)].filter((key) => key !== null).sort(compareKeys);
  const places = new Map(distinct.map((key, place) => [key, place]));
  const found = keys.map((key) => places.get(key) ?? Infinity);
  ranks.set(column, found);
  return found;
}

function compareKeys(one, other) {
  const numbers = (typeof one === "number") - (typeof other === "number");
  if (numbers !== 0) return -numbers;
  return typeof one === "number" ? one - other : collator.compare(one, other);
}

/** The claims in the order of `sort`, "column" or "-column"; those that are equal stay in reading order. */
function sorted(claims, all, sort) {
  if (sort === "place") return claims;
  const places = rank(all, sort.replace(/^-/, ""));
  const sign = sort.startsWith("-") ? -1 : 1;
  return [...claims].sort((one, other) => {
    const [left, right] = [places[one.index], places[other.index]];
    if (left === right) return one.index - other.index;
    if (left === Infinity || right === Infinity) return left === Infinity ? 1 : -1;
    return sign * (left - right);
  });
}
