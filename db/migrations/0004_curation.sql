-- What keeping the record needs beside it. Every row belongs to a community (0: the shared library).

-- A request that was acknowledged: delivered again, it gets the same answer and stores nothing.
CREATE TABLE request_seen (
    community_id INTEGER NOT NULL,             -- where the person stood
    request TEXT NOT NULL,                     -- who asked, and the interaction's id
    outcome TEXT NOT NULL,                     -- the answer, as JSON
    made_at TEXT NOT NULL,                     -- ISO 8601, UTC
    PRIMARY KEY (community_id, request)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_seen_made_at ON request_seen (made_at);

CREATE TABLE proposal_sequence (
    community_id INTEGER PRIMARY KEY,
    last_number INTEGER NOT NULL CHECK (last_number > 0)
) STRICT;

-- A change that waits: a draft for its author's answers, a proposal for someone else's approval.
CREATE TABLE proposal (
    proposal_key INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,             -- whose record it would change
    number INTEGER NOT NULL CHECK (number > 0),
    from_community INTEGER NOT NULL,           -- where its author stood: ids in it are seen from there
    author TEXT NOT NULL,
    command TEXT NOT NULL,                     -- what is to be done, as JSON
    confirmed TEXT NOT NULL,                   -- questions its author has answered, as JSON
    reason TEXT,
    made_at TEXT NOT NULL,                     -- ISO 8601, UTC
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'published', 'declined', 'dropped')),
    decided_by TEXT,
    decided_at TEXT,
    decided_because TEXT,
    revision INTEGER,                          -- number of the revision that published it
    UNIQUE (community_id, number)
) STRICT;
CREATE INDEX proposal_waiting ON proposal (community_id, made_at) WHERE state IN ('draft', 'open');

CREATE TABLE curation_setting (
    community_id INTEGER PRIMARY KEY,
    content TEXT NOT NULL                      -- roles, channels, changes under review, as JSON
) STRICT;

-- A claim of the shared library that a community does not want to see.
CREATE TABLE hidden_claim (
    community_id INTEGER NOT NULL,
    claim_key INTEGER NOT NULL REFERENCES claim,
    hidden_by TEXT NOT NULL,
    hidden_at TEXT NOT NULL,                   -- ISO 8601, UTC
    PRIMARY KEY (community_id, claim_key)
) STRICT, WITHOUT ROWID;

-- A source whose address leads nowhere any more, as someone saw.
CREATE TABLE dead_address (
    community_id INTEGER NOT NULL,
    source_key INTEGER NOT NULL REFERENCES source,
    marked_by TEXT NOT NULL,
    marked_at TEXT NOT NULL,                   -- ISO 8601, UTC
    PRIMARY KEY (community_id, source_key)
) STRICT, WITHOUT ROWID;

-- A claim to which another community than its own added statements. They are indexed apart, under
-- the negative key and the negative community id, so that only that community's searches read them.
CREATE TABLE added_claim (
    added_key INTEGER PRIMARY KEY CHECK (added_key > 0),
    claim_key INTEGER NOT NULL REFERENCES claim,
    community_id INTEGER NOT NULL CHECK (community_id > 0),
    UNIQUE (claim_key, community_id)
) STRICT;
INSERT INTO added_claim (claim_key, community_id)
    SELECT DISTINCT x.claim_key, s.community_id FROM stance x
    JOIN entry c ON c.entry_key = x.claim_key JOIN entry s ON s.entry_key = x.statement_key
    WHERE s.community_id <> c.community_id;
