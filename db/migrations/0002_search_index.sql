-- What a search reads: the words of claims and statements, and for each community its own vocabulary with its own
-- frequencies, so that no community's words can be told from another's answers. Every term in the full-text tables
-- carries the community's key in front ("0_korea"); the columns are written by db.search_index only.

CREATE TABLE indexed_community (
    community_key INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL UNIQUE,
    claims INTEGER NOT NULL DEFAULT 0,
    claim_terms INTEGER NOT NULL DEFAULT 0,
    statements INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE indexed_claim (
    claim_key INTEGER PRIMARY KEY,
    community_key INTEGER NOT NULL REFERENCES indexed_community (community_key),
    wordings TEXT NOT NULL, -- as written, the canonical one first, one a line
    terms TEXT NOT NULL     -- the terms of each wording in order, one wording a line, blanks between
) STRICT;

CREATE TABLE indexed_statement (
    entry_key INTEGER PRIMARY KEY,
    claim_key INTEGER NOT NULL,
    statement_key INTEGER NOT NULL,
    terms TEXT NOT NULL,
    UNIQUE (claim_key, statement_key)
) STRICT;

CREATE TABLE indexed_term (
    term_key INTEGER PRIMARY KEY,
    community_key INTEGER NOT NULL,
    term TEXT NOT NULL,
    claims INTEGER NOT NULL DEFAULT 0,     -- claims of the community that have the term
    statements INTEGER NOT NULL DEFAULT 0, -- likewise statement entries
    UNIQUE (community_key, term)
) STRICT;

CREATE VIRTUAL TABLE claim_terms USING fts5 (
    terms, content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '_.'"
);

CREATE VIRTUAL TABLE statement_terms USING fts5 (
    terms, content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '_.'"
);

-- Each term under every string that is left of it when one letter is deleted (symmetric delete, after SymSpell).
CREATE VIRTUAL TABLE term_deletions USING fts5 (
    deletions, content = '', columnsize = 0, detail = none, tokenize = "ascii tokenchars '_.'"
);
