-- What members have beside the record. Every row belongs to a community (0: outside any server);
-- nothing here is part of the record, and forgetting a member removes their rows.

CREATE TABLE community_setting (
    community_id INTEGER PRIMARY KEY,
    language TEXT,                             -- ISO 639-1; NULL: each reader's own
    shared_library INTEGER CHECK (shared_library IN (0, 1)) -- NULL: as the operator has it
) STRICT;

CREATE TABLE follow (
    community_id INTEGER NOT NULL,
    claim_key INTEGER NOT NULL REFERENCES claim,
    channel_id INTEGER NOT NULL DEFAULT 0,     -- 0: the member is told privately
    member_id INTEGER NOT NULL,                -- who follows, or had the channel follow
    followed_at TEXT NOT NULL                  -- ISO 8601, UTC
) STRICT;
CREATE UNIQUE INDEX follow_by_member ON follow (community_id, member_id, claim_key)
    WHERE channel_id = 0;
CREATE UNIQUE INDEX follow_by_channel ON follow (community_id, channel_id, claim_key)
    WHERE channel_id <> 0;
CREATE INDEX follow_claim ON follow (claim_key);
CREATE INDEX follow_member ON follow (member_id);

CREATE TABLE note (
    note_key INTEGER PRIMARY KEY,
    community_id INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('question', 'report')),
    text TEXT NOT NULL CHECK (text <> ''),     -- kept only because the member sent it
    about TEXT NOT NULL DEFAULT '',            -- id of the entry, as seen in the community
    member_id INTEGER NOT NULL,
    sent_at TEXT NOT NULL,                     -- ISO 8601, UTC
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'declined'))
) STRICT;
CREATE INDEX note_open ON note (community_id, sent_at) WHERE state = 'open';
CREATE INDEX note_member ON note (member_id);

CREATE TABLE shown_answer (
    answer_id INTEGER PRIMARY KEY,             -- the message that answers
    community_id INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    question_id INTEGER,                       -- the message that asked; NULL: a command did
    place TEXT NOT NULL,                       -- what it shows, as in its buttons
    shown_at TEXT NOT NULL                     -- ISO 8601, UTC
) STRICT;
CREATE INDEX shown_answer_question ON shown_answer (question_id) WHERE question_id IS NOT NULL;
CREATE INDEX shown_answer_shown_at ON shown_answer (shown_at);
