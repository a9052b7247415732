// What the page carries -> documents and claims. Offsets become those of JavaScript's strings.

const COLUMNS = [
  "id", "kind", "text", "start", "end", "value", "low", "high", "unit", "qualifier", "indicator", "direction", "basis",
  "status", "period", "target_year", "speaker", "cites", "attribution", "date", "sentence", "sentence_start", "rule",
];
const PLAIN = new Set(["start", "end", "sentence_start", "target_year", "speaker"]);

/** A number as the program writes it. JavaScript's own would lose digits of large ones. */
class Exact {
  constructor(digits) {
    this.digits = digits;
    this.near = Number(digits);
  }
}

function readData() {
  const data = JSON.parse(byId("data").textContent);
  const keys = new Set();
  const documents = data.documents.map(({ record, text, blocks }, index) => ({
    ...record,
    record,
    text,
    blocks,
    index,
    key: freeKey(record.id.slice(0, 12), keys),
    name: record.title ?? record.source?.split(/[\\/]/).at(-1) ?? "standard input",
    at: unitOffsets(text ?? ""),
    claims: [],
  }));
  const claimKeys = new Set();
  const claims = data.claims.map((row, index) => unpack(data, documents, row, index, claimKeys));
  for (const claim of claims) claim.document.claims.push(claim);
  return { documents, claims, rules: data.rules, problems: data.problems, byKey: new Map(claims.map((c) => [c.key, c])) };
}

/** A claim: `fields` as the record has them, the rest for the page. */
function unpack(data, documents, [document, cells, evidence], index, keys) {
  const fields = {};
  COLUMNS.forEach((name, column) => {
    const cell = cells[column];
    fields[name] = cell === null || PLAIN.has(name) ? cell : data.strings[cell];
  });
  for (const name of ["value", "low", "high"]) if (fields[name] !== null) fields[name] = new Exact(fields[name]);
  if (fields.speaker !== null) fields.speaker = data.speakers[fields.speaker];
  const owner = documents[document];
  return {
    index,
    fields,
    document: owner,
    key: freeKey(fields.id, keys),
    start: owner.at(fields.start),
    end: owner.at(fields.end),
    evidence: evidence.map(([field, rule, start, end, why]) => ({
      field: data.strings[field],
      rule: rule === null ? null : data.strings[rule],
      start: start === null ? null : owner.at(start),
      end: end === null ? null : owner.at(end),
      why: data.strings[why],
    })),
    words: [fields.text, fields.sentence, fields.indicator, fields.speaker?.name, fields.speaker?.role,
      fields.speaker?.organization, fields.cites, owner.name].join("\n").toLowerCase(),
    bounds: bounds(fields.period),
  };
}

/** The key, or the key with a number where another has it: one text may stand in two files. */
function freeKey(wanted, taken) {
  let key = wanted;
  for (let number = 2; taken.has(key); number += 1) key = `${wanted}~${number}`;
  taken.add(key);
  return key;
}

/** A function from offsets that count code points to offsets that count UTF-16 units. */
function unitOffsets(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (offset) => offset;
  const units = [0];
  for (const character of text) units.push(units.at(-1) + character.length);
  return (offset) => units[Math.min(offset, units.length - 1)];
}

/** First and last day of an EDTF time as numbers (20240715); null where the year is not known, or it is no time. */
function bounds(edtf) {
  if (!edtf) return null;
  const ends = edtf.split("/");
  if (ends.length > 2) return null;
  const first = day(ends[0], 0, 0);
  const last = day(ends.at(-1), 99, 99);
  if (first === null || last === null) return null;
  return [first === "open" ? -Infinity : first, last === "open" ? Infinity : last];
}

function day(edtf, month, date) {
  if (edtf === "..") return "open";
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(edtf);
  return parts && Number(parts[1]) * 10000 + Number(parts[2] ?? month) * 100 + Number(parts[3] ?? date);
}
