-- The record: entries of four kinds, what links them, and who changed what.
-- Every entry (claim, statement, speaker, source) has one row in `entry`, which carries what they
-- share: the community, the public number that is never reused, the state, and the content hash.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE community (
    community_id INTEGER PRIMARY KEY,          -- 0: the shared library; else the server's id
    first_seen TEXT NOT NULL                   -- ISO 8601, UTC
) STRICT;

CREATE TABLE number_sequence (
    community_id INTEGER NOT NULL REFERENCES community,
    kind TEXT NOT NULL CHECK (kind IN ('C', 'S', 'P', 'D', 'R')),
    last_number INTEGER NOT NULL CHECK (last_number > 0),
    PRIMARY KEY (community_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
    entry_key INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community,
    kind TEXT NOT NULL CHECK (kind IN ('C', 'S', 'P', 'D')),
    number INTEGER NOT NULL CHECK (number > 0),
    external_id TEXT,                          -- the id the entry has in a record file
    state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retired', 'merged')),
    merged_into INTEGER REFERENCES entry,       -- under which it lives on
    version INTEGER NOT NULL DEFAULT 1,        -- grows with each change; guards against overwriting
    recognised_by INTEGER NOT NULL,            -- hash of what makes it the same entry if met again
    content_hash BLOB NOT NULL,                -- of the entry's snapshot; tells silent damage
    UNIQUE (community_id, kind, number),
    CHECK ((state = 'merged') = (merged_into IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX entry_external_id ON entry (community_id, kind, external_id)
    WHERE external_id IS NOT NULL;
CREATE INDEX entry_recognised_by ON entry (recognised_by);

CREATE TABLE claim (
    claim_key INTEGER PRIMARY KEY REFERENCES entry,
    wording TEXT NOT NULL CHECK (wording <> '')
) STRICT;

CREATE TABLE phrasing (
    claim_key INTEGER NOT NULL REFERENCES claim,
    position INTEGER NOT NULL,
    wording TEXT NOT NULL CHECK (wording <> ''),
    PRIMARY KEY (claim_key, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE speaker (
    speaker_key INTEGER PRIMARY KEY REFERENCES entry,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation'))
) STRICT;

CREATE TABLE speaker_name (
    speaker_key INTEGER NOT NULL REFERENCES speaker,
    position INTEGER NOT NULL,                 -- 0: the name shown; others: variants
    name TEXT NOT NULL CHECK (name <> ''),
    folded TEXT NOT NULL,                      -- the name as it is looked up
    PRIMARY KEY (speaker_key, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_name_folded ON speaker_name (folded);

CREATE TABLE source (
    source_key INTEGER PRIMARY KEY REFERENCES entry,
    title TEXT NOT NULL CHECK (title <> ''),
    kind TEXT NOT NULL CHECK (kind IN
        ('agency report', 'news report', 'opinion', 'official transcript', 'post')),
    publisher TEXT,
    author TEXT,
    published TEXT,                            -- EDTF
    published_basis TEXT CHECK (published_basis IN ('stated', 'inferred', 'publication')),
    published_inferred_from TEXT,
    url TEXT,
    archive_url TEXT,
    language TEXT NOT NULL,
    note TEXT,
    CHECK ((published IS NULL) = (published_basis IS NULL))
) STRICT;

CREATE TABLE statement (
    statement_key INTEGER PRIMARY KEY REFERENCES entry,
    speaker_key INTEGER NOT NULL REFERENCES speaker,
    role TEXT,                                 -- as held then
    organisation TEXT,                         -- as held then
    said_on TEXT NOT NULL,                     -- EDTF, at its true precision
    said_earliest TEXT NOT NULL,               -- first and last day that the date may mean
    said_latest TEXT NOT NULL,
    date_text TEXT,                            -- as the source words it
    date_basis TEXT NOT NULL CHECK (date_basis IN ('stated', 'inferred', 'publication')),
    date_inferred_from TEXT,
    place TEXT,
    occasion TEXT,
    CHECK (said_earliest <= said_latest),
    CHECK (date_basis <> 'inferred' OR date_inferred_from IS NOT NULL)
) STRICT;
CREATE INDEX statement_speaker ON statement (speaker_key);

CREATE TABLE citation (
    statement_key INTEGER NOT NULL REFERENCES statement,
    position INTEGER NOT NULL,                 -- 0: the one shown first
    source_key INTEGER NOT NULL REFERENCES source,
    wording TEXT NOT NULL CHECK (wording <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('quote', 'paraphrase')),
    via TEXT,
    PRIMARY KEY (statement_key, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_source ON citation (source_key);

CREATE TABLE stance (
    statement_key INTEGER NOT NULL REFERENCES statement,
    claim_key INTEGER NOT NULL REFERENCES claim,
    position INTEGER NOT NULL,
    stance TEXT NOT NULL CHECK (stance IN ('supports', 'disputes', 'context')),
    PRIMARY KEY (statement_key, claim_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX stance_claim ON stance (claim_key);

CREATE TABLE counter (
    statement_key INTEGER NOT NULL REFERENCES statement,
    -- checked at COMMIT: an import may hold an answer before what it answers
    countered_key INTEGER NOT NULL REFERENCES statement DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL CHECK (kind IN ('denies', 'questions', 'corrects', 'confirms', 'retracts')),
    -- after the key's columns: integrity_check of SQLite 3.40.1 misreads it before them
    position INTEGER NOT NULL,
    PRIMARY KEY (statement_key, countered_key, kind),
    CHECK (statement_key <> countered_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX counter_countered ON counter (countered_key);

-- A revision is one act of one author; it may touch several entries. Only what was there before
-- is kept: what came after is the next revision's before, or the entry as it is now.
CREATE TABLE revision (
    revision_key INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL REFERENCES community,
    number INTEGER NOT NULL CHECK (number > 0),
    made_at TEXT NOT NULL,                     -- ISO 8601, UTC
    author TEXT NOT NULL,
    action TEXT NOT NULL,
    reason TEXT,
    undoes INTEGER REFERENCES revision,
    UNIQUE (community_id, number)
) STRICT;

CREATE TABLE revision_entry (
    revision_key INTEGER NOT NULL REFERENCES revision,
    entry_key INTEGER NOT NULL REFERENCES entry,
    before TEXT,                               -- the entry's snapshot as JSON; NULL: it is new
    PRIMARY KEY (entry_key, revision_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_entry_revision ON revision_entry (revision_key);
