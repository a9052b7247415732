-- The archive of claims, schema 1. A later schema is a step in cli/store_schema.py that leads there from this one.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL,
    options TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,
    finished INTEGER NOT NULL DEFAULT 0,
    counts TEXT NOT NULL DEFAULT '{}'
) STRICT;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    title TEXT,
    date TEXT,
    date_source TEXT,
    published TEXT,
    language TEXT NOT NULL,
    characters INTEGER NOT NULL,
    claim_count INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    run_id INTEGER NOT NULL REFERENCES runs(id),
    record_schema TEXT NOT NULL,
    with_text INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_by_date ON documents(date);
CREATE INDEX documents_by_run ON documents(run_id);

-- Apart from the documents, so that a list of them does not wade through their texts.
CREATE TABLE texts (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT,
    organization TEXT
) STRICT;
CREATE INDEX speakers_by_name ON speakers(name, role, organization);

CREATE TABLE document_speakers (
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    speaker_id INTEGER NOT NULL REFERENCES speakers(id),
    native_name TEXT,
    PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_speakers_by_speaker ON document_speakers(speaker_id);

-- Several claims share a sentence, which stands here once.
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX sentences_by_document ON sentences(document_id);

-- Not STRICT: NUMERIC keeps 4200000000000 an integer and 71.5 a float. What neither of them holds exactly stands in
-- the columns _exact as decimal text; they are null elsewhere.
CREATE TABLE claims (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    value NUMERIC CHECK (typeof(value) <> 'text'),
    low NUMERIC CHECK (typeof(low) <> 'text'),
    high NUMERIC CHECK (typeof(high) <> 'text'),
    unit TEXT,
    qualifier TEXT NOT NULL,
    indicator TEXT,
    direction TEXT,
    basis TEXT,
    status TEXT NOT NULL,
    period TEXT,
    target_year INTEGER CHECK (typeof(target_year) IN ('integer', 'null')),
    speaker_id INTEGER REFERENCES speakers(id),
    cites TEXT,
    attribution TEXT NOT NULL,
    date TEXT,
    sentence_id INTEGER NOT NULL REFERENCES sentences(id) ON DELETE CASCADE,
    start INTEGER NOT NULL CHECK (typeof(start) = 'integer'),
    "end" INTEGER NOT NULL CHECK (typeof("end") = 'integer'),
    rule TEXT NOT NULL,
    claim_id TEXT NOT NULL,
    value_exact TEXT,
    low_exact TEXT,
    high_exact TEXT
);
CREATE INDEX claims_by_document ON claims(document_id);
CREATE INDEX claims_by_sentence ON claims(sentence_id);
CREATE INDEX claims_by_speaker ON claims(speaker_id);
CREATE INDEX claims_by_target_year ON claims(target_year) WHERE target_year IS NOT NULL;

CREATE TABLE errors (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    reason TEXT NOT NULL,
    fingerprint TEXT,
    run_id INTEGER NOT NULL REFERENCES runs(id)
) STRICT;
CREATE INDEX errors_by_run ON errors(run_id);

-- Search. The index holds no text of its own: it points to claims and reads their words in claims_words. New documents
-- wait in `unsearched` and are taken into the index many at a time, which is twenty times as fast as one by one.
CREATE TABLE unsearched (
    document_id INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE
) STRICT;

CREATE VIEW claims_words AS
SELECT claims.id AS id, sentences.text AS sentence, claims.indicator AS indicator
FROM claims JOIN sentences ON sentences.id = claims.sentence_id
WHERE NOT EXISTS (SELECT 1 FROM unsearched WHERE unsearched.document_id = claims.document_id);

CREATE VIRTUAL TABLE claims_fts USING fts5(
    sentence, indicator, content = 'claims_words', content_rowid = 'id', tokenize = 'porter unicode61'
);

CREATE TRIGGER claims_removed BEFORE DELETE ON claims BEGIN
    INSERT INTO claims_fts(claims_fts, rowid, sentence, indicator)
    SELECT 'delete', id, sentence, indicator FROM claims_words WHERE id = old.id;
END;
CREATE TRIGGER claims_unread BEFORE UPDATE OF id, sentence_id, indicator ON claims BEGIN
    INSERT INTO claims_fts(claims_fts, rowid, sentence, indicator)
    SELECT 'delete', id, sentence, indicator FROM claims_words WHERE id = old.id;
END;
CREATE TRIGGER claims_reread AFTER UPDATE OF id, sentence_id, indicator ON claims BEGIN
    INSERT INTO claims_fts(rowid, sentence, indicator) SELECT id, sentence, indicator FROM claims_words WHERE id = new.id;
END;
-- The words of a claim must still stand when it is taken out of the index, so claims go before their sentences.
CREATE TRIGGER sentences_removed BEFORE DELETE ON sentences BEGIN
    DELETE FROM claims WHERE sentence_id = old.id;
END;
CREATE TRIGGER documents_removed BEFORE DELETE ON documents BEGIN
    DELETE FROM claims WHERE document_id = old.id;
END;

-- The usual questions.
CREATE VIEW claims_in_full AS
SELECT
    documents.sha256 AS document, documents.source, documents.title,
    claims.claim_id AS id, claims.kind, claims.text, claims.start, claims."end",
    claims.value, claims.low, claims.high, claims.unit, claims.qualifier, claims.indicator, claims.direction,
    claims.basis, claims.status, claims.period, claims.target_year, claims.cites, claims.attribution, claims.date,
    sentences.text AS sentence, sentences.start AS sentence_start, claims.rule,
    speakers.name AS speaker, speakers.role AS speaker_role, speakers.organization AS speaker_organization,
    claims.value_exact, claims.low_exact, claims.high_exact,
    claims.id AS claim, claims.document_id, claims.speaker_id
FROM claims
JOIN documents ON documents.id = claims.document_id
JOIN sentences ON sentences.id = claims.sentence_id
LEFT JOIN speakers ON speakers.id = claims.speaker_id;

CREATE VIEW targets_by_year AS
SELECT
    target_year, indicator, kind, value, low, high, unit, qualifier, direction, basis, status,
    speaker, speaker_organization, date, title, source, sentence, claim, document_id
FROM claims_in_full
WHERE target_year IS NOT NULL
ORDER BY target_year, indicator, date;

-- One row for an indicator in a unit, of levels and of changes on each basis: the one for the latest time, or said last.
CREATE VIEW latest_values AS
SELECT
    full.indicator, full.value, full.low, full.high, full.unit, full.qualifier, full.direction, full.basis, full.period,
    full.date, full.speaker, full.speaker_organization, full.title, full.source, full.sentence, full.claim,
    full.document_id
FROM (
    SELECT id, row_number() OVER (
        PARTITION BY lower(indicator), unit, basis, direction IS NULL
        ORDER BY
            CASE
                WHEN until GLOB '[0-9][0-9][0-9][0-9]' THEN until || '-12-31'
                WHEN until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' THEN until || '-31'
                WHEN until GLOB '[0-9][0-9][0-9][0-9]-*' THEN until
                ELSE said
            END DESC,
            said DESC,
            id DESC
    ) AS place
    FROM (
        SELECT
            id, indicator, unit, basis, direction,
            substr(period, instr(period, '/') + 1) AS until,
            CASE WHEN date GLOB '[0-9][0-9][0-9][0-9]*' THEN date END AS said
        FROM claims
        WHERE indicator IS NOT NULL AND status = 'reported' AND kind <> 'target_year'
    )
) AS places
JOIN claims_in_full AS full ON full.claim = places.id
WHERE places.place = 1;
