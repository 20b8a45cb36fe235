#include "ship/sqlite_schema.hpp"

namespace celltally {

// Times are whole seconds since 1970 in tables and ISO 8601 texts in views. The rows of a segment
// stand beside each other, in the order in which they come: inserting is appending.
const char* const kSqliteTables = R"sql(
CREATE TABLE segments (
  id INTEGER PRIMARY KEY,
  probe TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  stat TEXT NOT NULL,
  "from" INTEGER NOT NULL,
  "to" INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  coverage_ppm INTEGER NOT NULL,
  loss_ppm INTEGER NOT NULL,
  unknown_percent INTEGER,
  temporary_percent INTEGER,
  mode TEXT NOT NULL,
  people_min INTEGER NOT NULL,
  rounding INTEGER NOT NULL,
  dropped_segments INTEGER NOT NULL,
  dropped_first INTEGER NOT NULL,
  dropped_last INTEGER NOT NULL,
  previous TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  rows INTEGER NOT NULL,
  UNIQUE (probe, stat, "from", "to", epoch, revision)
);
CREATE INDEX segments_by_time ON segments (stat, "from");

CREATE TABLE segment_rows (
  segment INTEGER NOT NULL REFERENCES segments (id),
  place TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  value INTEGER,
  PRIMARY KEY (segment, place, kind)
) WITHOUT ROWID;

)sql";

const char* const kSqliteViews = R"sql(
CREATE VIEW counts AS
SELECT s.probe, s.epoch, s.stat, s."from", s."to", r.place, r.kind, s.revision, r.state, r.value,
       s.sequence
FROM segments s JOIN segment_rows r ON r.segment = s.id;

CREATE VIEW current_segments AS
SELECT s.* FROM segments s
WHERE s.revision = (SELECT max(o.revision) FROM segments o
                    WHERE o.probe = s.probe AND o.stat = s.stat AND o."from" = s."from"
                      AND o."to" = s."to" AND o.epoch = s.epoch);

CREATE VIEW latest AS
SELECT s.probe, s.stat,
       strftime('%Y-%m-%dT%H:%M:%SZ', s."from", 'unixepoch') AS "from",
       strftime('%Y-%m-%dT%H:%M:%SZ', s."to", 'unixepoch') AS "to",
       r.place, r.kind,
       CASE WHEN sum(r.state = 'published') > 0 THEN 'published'
            WHEN sum(r.state = 'withheld') > 0 THEN 'withheld'
            ELSE 'no_data' END AS state,
       sum(r.value) AS value,
       count(*) AS epochs,
       sum(r.state = 'withheld') AS epochs_withheld,
       min(s.coverage_ppm) AS coverage_ppm,
       max(s.loss_ppm) AS loss_ppm
FROM current_segments s JOIN segment_rows r ON r.segment = s.id
GROUP BY s.probe, s.stat, s."from", s."to", r.place, r.kind;

CREATE VIEW presence AS
SELECT s.probe, strftime('%Y-%m-%dT%H:%M:%SZ', s.epoch, 'unixepoch') AS epoch,
       strftime('%Y-%m-%dT%H:%M:%SZ', s."from", 'unixepoch') AS "from",
       strftime('%Y-%m-%dT%H:%M:%SZ', s."to", 'unixepoch') AS "to",
       r.place, r.state, r.value, s.revision, s.coverage_ppm, s.loss_ppm, s.unknown_percent,
       s.temporary_percent
FROM current_segments s JOIN segment_rows r ON r.segment = s.id WHERE s.stat = 'presence';

CREATE VIEW visitors AS
SELECT s.probe, strftime('%Y-%m-%dT%H:%M:%SZ', s.epoch, 'unixepoch') AS epoch,
       strftime('%Y-%m-%dT%H:%M:%SZ', s."from", 'unixepoch') AS "from",
       strftime('%Y-%m-%dT%H:%M:%SZ', s."to", 'unixepoch') AS "to",
       r.place, r.state, r.value, s.revision, s.coverage_ppm, s.loss_ppm, s.unknown_percent,
       s.temporary_percent
FROM current_segments s JOIN segment_rows r ON r.segment = s.id WHERE s.stat = 'visitors';

CREATE VIEW events AS
SELECT s.probe, strftime('%Y-%m-%dT%H:%M:%SZ', s.epoch, 'unixepoch') AS epoch,
       strftime('%Y-%m-%dT%H:%M:%SZ', s."from", 'unixepoch') AS "from",
       strftime('%Y-%m-%dT%H:%M:%SZ', s."to", 'unixepoch') AS "to",
       r.place, r.kind, r.state, r.value, s.revision, s.coverage_ppm, s.loss_ppm,
       s.unknown_percent, s.temporary_percent
FROM current_segments s JOIN segment_rows r ON r.segment = s.id WHERE s.stat = 'events';
)sql";

// A segment that came before has no such share. Views that have all of a table's columns are made
// anew.
const char* const kSqliteFromVersion1 = R"sql(
ALTER TABLE segments ADD COLUMN temporary_percent INTEGER;
DROP VIEW counts;
DROP VIEW current_segments;
DROP VIEW latest;
DROP VIEW presence;
DROP VIEW visitors;
DROP VIEW events;
)sql";

}  // namespace celltally
