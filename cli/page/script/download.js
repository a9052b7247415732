// The claims that pass the filter as files, in the columns and forms of `onrecord extract`.

const CSV_COLUMNS = [
  "document", "source", "title", ...COLUMNS.filter((name) => name !== "speaker"),
  "speaker", "speaker_role", "speaker_organization",
];
// A spreadsheet takes a cell for a formula that begins with one of these, plain, full-width or small; it may drop what
// nobody sees before it looks for them: white space, control characters, marks without width.
const FORMULA = /^[\s\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]|^\t/;
// Control characters other than white space, which no cell has a use for.
const CONTROLS = /[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]/g;
// What a terminal that shows a file would obey; in JSON it is escaped.
const OBEYED = /[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const LINE_BREAK = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;
const MARGINS = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

function toCsv(claims) {
  return [CSV_COLUMNS, ...claims.map(csvRow)].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

function csvRow({ fields, document }) {
  const more = {
    document: document.id, source: document.source, title: document.title, speaker: fields.speaker?.name,
    speaker_role: fields.speaker?.role, speaker_organization: fields.speaker?.organization,
  };
  return CSV_COLUMNS.map((name) => (name in more ? more[name] : fields[name]));
}

/** Text on one line, quoted where it must be, and with an apostrophe where it would run; numbers stay numbers. */
function csvCell(cell) {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "string") return cell instanceof Exact ? cell.digits : String(cell);
  const lines = cell.split(LINE_BREAK);
  const joined = lines.length === 1 ? cell : lines.map((part) => part.replace(MARGINS, "")).filter(Boolean).join(" ");
  const line = joined.replace(CONTROLS, "\ufffd");
  const safe = FORMULA.test(line) ? `'${line}` : line;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A list of documents as `onrecord extract` writes them, each with those of its claims. */
function toJsonFile(claims) {
  const byDocument = Map.groupBy([...claims].sort((one, other) => one.index - other.index), (claim) => claim.document);
  const outputs = [...byDocument].map(([document, own]) => ({
    schema: "onrecord/1",
    document: document.record,
    claims: own.map((claim) => plainRecord(claim.fields)),
  }));
  return `${toJson(outputs, 2)}\n`;
}

const plainRecord = (fields) => ({ ...fields });

/** JSON.stringify, but that exact numbers are written digit by digit. */
function toJson(value, indent, margin = "") {
  if (value instanceof Exact) return value.digits;
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null).replace(OBEYED, escaped);
  const inner = margin + " ".repeat(indent);
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((item) => inner + toJson(item, indent, inner))
    : Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${toJson(item, indent, inner)}`);
  const [open, close] = isList ? "[]" : "{}";
  return parts.length === 0 ? open + close : `${open}\n${parts.join(",\n")}\n${margin}${close}`;
}

const escaped = (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;

function save(name, words, type) {
  const address = URL.createObjectURL(new Blob([words], { type }));
  const link = el("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
