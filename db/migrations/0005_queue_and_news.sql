-- The moderators' queue with what members sent, who is to be told what, and which answers show what
-- changed since.

-- What members sent, gathered: questions that ask the same are one matter, each report is one. Its
-- number is of the same sequence as those of proposals, so that it means one thing in a queue.
CREATE TABLE matter (
    community_id INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    kind TEXT NOT NULL CHECK (kind IN ('question', 'report')),
    about TEXT NOT NULL DEFAULT '',            -- id of the entry, as seen in the community
    terms TEXT NOT NULL DEFAULT '',            -- by which questions are found alike; '' once decided
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined', 'dropped')),
    result TEXT NOT NULL DEFAULT '',           -- id of the entry as which it was accepted
    PRIMARY KEY (community_id, number)
) STRICT;
CREATE INDEX matter_open ON matter (community_id, kind, number) WHERE state = 'open';

CREATE TABLE matter_term (
    community_id INTEGER NOT NULL,
    term TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (community_id, term, number)
) STRICT, WITHOUT ROWID;

ALTER TABLE note ADD COLUMN number INTEGER;    -- of its matter; NULL: not gathered yet
ALTER TABLE note ADD COLUMN wants_answer INTEGER NOT NULL DEFAULT 0 CHECK (wants_answer IN (0, 1));
CREATE INDEX note_number ON note (community_id, number);

ALTER TABLE proposal ADD COLUMN answers INTEGER; -- number of what in the queue it is to settle
ALTER TABLE proposal ADD COLUMN wants_answer INTEGER NOT NULL DEFAULT 0
    CHECK (wants_answer IN (0, 1));

-- What stands in the queue channel: each change of the item counts `wanted` up, posting it copies
-- the count to `shown`.
CREATE TABLE queue_post (
    community_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    channel_id INTEGER,                        -- NULL: not posted
    message_id INTEGER,
    wanted INTEGER NOT NULL DEFAULT 1,
    shown INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (community_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX queue_post_wanted ON queue_post (community_id, number) WHERE wanted > shown;

-- A message that someone is to get. Its key is never reused: Discord is given it, so that a message
-- sent again after a restart is not shown twice.
CREATE TABLE due_message (
    due_key INTEGER PRIMARY KEY AUTOINCREMENT,
    community_id INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL DEFAULT 0,     -- 0: the member, privately
    content TEXT NOT NULL,                     -- JSON
    made_at TEXT NOT NULL                      -- ISO 8601, UTC
) STRICT;
CREATE INDEX due_message_member ON due_message (member_id);

ALTER TABLE shown_answer ADD COLUMN entry_key INTEGER; -- of the claim, statement or speaker it shows
ALTER TABLE shown_answer ADD COLUMN revision_key INTEGER; -- the newest one when it was first shown
CREATE INDEX shown_answer_entry ON shown_answer (entry_key) WHERE entry_key IS NOT NULL;

-- A revision that changed what an answer shows; what it did to which entries is said there.
CREATE TABLE answer_update (
    answer_id INTEGER NOT NULL REFERENCES shown_answer ON DELETE CASCADE,
    revision_key INTEGER NOT NULL,
    number INTEGER,                            -- of the revision; NULL: it is the library's
    made_at TEXT NOT NULL,                     -- ISO 8601, UTC
    happened TEXT NOT NULL,                    -- JSON
    is_shown INTEGER NOT NULL DEFAULT 0 CHECK (is_shown IN (0, 1)),
    PRIMARY KEY (answer_id, revision_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_update_waiting ON answer_update (answer_id) WHERE is_shown = 0;

CREATE INDEX entry_merged_into ON entry (merged_into) WHERE merged_into IS NOT NULL;
