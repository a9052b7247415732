// Values of fields as people write them.

const KINDS = {
  percentage: "Percentage", money: "Money", count: "Count", quantity: "Quantity", multiple: "Multiple",
  target_year: "Target year",
};
const STATUSES = { reported: "Reported", target: "Target", forecast: "Forecast" };
const QUALIFIERS = {
  exact: "", about: "about ", nearly: "nearly ", more_than: "more than ", at_least: "at least ",
  less_than: "less than ", at_most: "at most ",
};
const ATTRIBUTIONS = {
  turn: "said in the speaker's own turn", quote: "quoted", reported: "in reported speech", narration: "the writer's words",
};
const FIELD_WORDS = {
  value: "Value", low: "Low end", high: "High end", unit: "Unit", qualifier: "Qualifier", indicator: "Indicator",
  direction: "Direction", basis: "Basis", status: "Status", period: "Period", target_year: "Target year",
  speaker: "Speaker", cites: "Cites", attribution: "Attribution", date: "Said on", kind: "Kind", rule: "Rule", id: "Id",
};
const BASES = { "year-on-year": "y/y", "month-on-month": "m/m", "quarter-on-quarter": "q/q", annual: "a year" };
const SCALES = [["trillion", 1e12], ["billion", 1e9], ["million", 1e6]];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The number without a unit that only says again what is counted. */
function shownBeside(fields) {
  return shownValue(fields.unit === fields.indicator ? { ...fields, unit: null } : fields);
}

/** The number with its qualifier, scale and unit: more than 4.2 trillion CNY, 5 to 6%. */
function shownValue({ kind, value, low, high, unit, qualifier }) {
  if (kind === "target_year") return value === null ? "" : value.digits;
  const ends = [value, low, high].filter((end) => end !== null);
  const number = QUALIFIERS[qualifier] + ends.map(scaled).join(" to ");
  if (unit === null) return number;
  return unit === "%" ? `${number}%` : unit === "x" ? `${number} times` : `${number} ${unit}`;
}

function scaled({ digits, near }) {
  for (const [name, factor] of SCALES) {
    if (Math.abs(near) < factor) continue;
    const short = (near / factor).toFixed(3).replace(/\.?0+$/, "");
    return Math.abs(Number(short) * factor - near) <= Math.abs(near) * 1e-12 ? `${grouped(short)} ${name}` : grouped(digits);
  }
  return grouped(digits);
}

/** 1234567.5 as 1,234,567.5; four digits stay together. */
function grouped(digits) {
  const [, sign, whole, rest] = /^(-?)(\d*)(.*)$/.exec(digits);
  return sign + (whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole) + rest;
}

function shownChange({ direction, basis }) {
  const arrow = direction === "increase" ? "▲ up" : direction === "decrease" ? "▼ down" : "";
  return [arrow, BASES[basis] ?? basis ?? ""].filter(Boolean).join(" ");
}

/** An EDTF time for people: Jan to Jun 2026, since 2015, 15 Jul 2024. */
function shownTime(edtf) {
  if (!edtf) return "";
  const [first, last] = edtf.split("/");
  if (last === undefined) return shownDay(first);
  if (last === "..") return `since ${shownDay(first)}`;
  if (first === "..") return `until ${shownDay(last)}`;
  const sameYear = first.slice(0, 4) === last.slice(0, 4) && first.length > 4;
  return `${sameYear ? shownDay(first).replace(/ \d{4}$/, "") : shownDay(first)} to ${shownDay(last)}`;
}

function shownDay(edtf) {
  const parts = /^(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?$/.exec(edtf);
  if (!parts) return edtf;
  const [, year, month, date] = parts;
  const words = [date && String(Number(date)), month && MONTHS[Number(month) - 1], year === "XXXX" ? "(no year)" : year];
  return words.filter(Boolean).join(" ");
}

function shownSpeaker(speaker) {
  return speaker === null ? "" : [speaker.name, speaker.role, speaker.organization].filter(Boolean).join(", ");
}

function plural(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}
