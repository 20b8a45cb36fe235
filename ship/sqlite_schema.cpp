#include "ship/sqlite_schema.hpp"

namespace celltally {

namespace {

// Times are whole seconds since 1970 in tables and ISO 8601 texts in views. The rows of a segment
// stand beside each other, in the order in which they come: inserting is appending.
constexpr const char* kSegments = R"sql(
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
  hard_floor INTEGER,
  shape TEXT,
  scale REAL,
  cap INTEGER,
  threshold INTEGER,
  near_below INTEGER,
  ledger_number INTEGER,
  ledger_sha256 TEXT,
  dropped_segments INTEGER NOT NULL,
  dropped_first INTEGER NOT NULL,
  dropped_last INTEGER NOT NULL,
  previous TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  rows INTEGER NOT NULL,
  UNIQUE (probe, stat, "from", "to", epoch, revision)
);
CREATE INDEX segments_by_time ON segments (stat, "from");
)sql";

// What a row is about beside its place: the key's name and its word, both empty for none. Of noise:
// its standard deviation, and whether the number is near the threshold; rest_of is 0 but of rests.
constexpr const char* kRows = R"sql(
CREATE TABLE segment_rows (
  segment INTEGER NOT NULL REFERENCES segments (id),
  place TEXT NOT NULL,
  key TEXT NOT NULL,
  word TEXT NOT NULL,
  state TEXT NOT NULL,
  value INTEGER,
  sigma REAL,
  near_threshold INTEGER NOT NULL DEFAULT 0,
  rest_of INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (segment, place, key, word)
) WITHOUT ROWID;
)sql";

constexpr const char* kViews = R"sql(
CREATE VIEW keyed_rows AS
SELECT segment AS segment_id, place,
       iif(key = 'kind', word, '') AS kind,
       iif(key = 'service', word, '') AS service,
       iif(key = 'class', word, '') AS class,
       iif(key = 'origin', word, '') AS origin,
       iif(key = 'destination', word, '') AS destination,
       iif(key = 'segment', word, '') AS segment,
       iif(key = 'country', word, '') AS country,
       state, value, sigma, near_threshold, rest_of
FROM segment_rows;

CREATE VIEW counts AS
SELECT s.probe, s.epoch, s.stat, s."from", s."to", r.place, r.kind, r.service, r.class, r.origin,
       r.destination, r.segment, r.country, s.revision, r.state, r.value, r.sigma, r.near_threshold,
       r.rest_of, s.sequence
FROM segments s JOIN keyed_rows r ON r.segment_id = s.id;

CREATE VIEW current_segments AS
SELECT s.* FROM segments s
WHERE s.revision = (SELECT max(o.revision) FROM segments o
                    WHERE o.probe = s.probe AND o.stat = s.stat AND o."from" = s."from"
                      AND o."to" = s."to" AND o.epoch = s.epoch);

CREATE VIEW current_rows AS
SELECT s.stat, s.probe, strftime('%Y-%m-%dT%H:%M:%SZ', s.epoch, 'unixepoch') AS epoch,
       strftime('%Y-%m-%dT%H:%M:%SZ', s."from", 'unixepoch') AS "from",
       strftime('%Y-%m-%dT%H:%M:%SZ', s."to", 'unixepoch') AS "to",
       r.place, r.kind, r.service, r.class, r.origin, r.destination, r.segment, r.country,
       r.state, r.value, r.sigma, r.near_threshold, r.rest_of, s.revision, s.coverage_ppm,
       s.loss_ppm, s.unknown_percent, s.temporary_percent
FROM current_segments s JOIN keyed_rows r ON r.segment_id = s.id;

CREATE VIEW latest AS
SELECT probe, stat, "from", "to", place, kind, service, class, origin, destination, segment, country,
       CASE WHEN sum(state = 'published') > 0 THEN 'published'
            WHEN sum(state = 'withheld') > 0 THEN 'withheld'
            ELSE 'no_data' END AS state,
       sum(value) AS value,
       sum(sigma * sigma) AS variance,
       max(near_threshold) AS near_threshold,
       max(rest_of) AS rest_of,
       count(*) AS epochs,
       sum(state = 'withheld') AS epochs_withheld,
       min(coverage_ppm) AS coverage_ppm,
       max(loss_ppm) AS loss_ppm
FROM current_rows
GROUP BY probe, stat, "from", "to", place, kind, service, class, origin, destination, segment,
         country;

CREATE VIEW dwell AS
SELECT probe, epoch, "from", "to", place, class, state, value, sigma, near_threshold,
       rest_of, revision, coverage_ppm, loss_ppm, unknown_percent, temporary_percent
FROM current_rows WHERE stat = 'dwell';

CREATE VIEW events AS
SELECT probe, epoch, "from", "to", place, kind, service, state, value, sigma, near_threshold,
       rest_of, revision, coverage_ppm, loss_ppm, unknown_percent, temporary_percent
FROM current_rows WHERE stat = 'events';

CREATE VIEW flows AS
SELECT probe, epoch, "from", "to", place, destination, state, value, sigma, near_threshold,
       rest_of, revision, coverage_ppm, loss_ppm, unknown_percent, temporary_percent
FROM current_rows WHERE stat = 'flows';

CREATE VIEW machines AS
SELECT probe, epoch, "from", "to", place, state, value, sigma, near_threshold,
       rest_of, revision, coverage_ppm, loss_ppm, unknown_percent, temporary_percent
FROM current_rows WHERE stat = 'machines';

CREATE VIEW origin AS
SELECT probe, epoch, "from", "to", place, origin, state, value, sigma, near_threshold,
       rest_of, revision, coverage_ppm, loss_ppm, unknown_percent, temporary_percent
FROM current_rows WHERE stat = 'origin';

CREATE VIEW presence AS
SELECT probe, epoch, "from", "to", place, state, value, sigma, near_threshold,
       rest_of, revision, coverage_ppm, loss_ppm, unknown_percent, temporary_percent
FROM current_rows WHERE stat = 'presence';

CREATE VIEW quality AS
SELECT probe, epoch, "from", "to", class, state, value, sigma, near_threshold,
       rest_of, revision, coverage_ppm, loss_ppm, unknown_percent, temporary_percent
FROM current_rows WHERE stat = 'quality';

CREATE VIEW roamers AS
SELECT probe, epoch, "from", "to", place, country, state, value, sigma, near_threshold,
       rest_of, revision, coverage_ppm, loss_ppm, unknown_percent, temporary_percent
FROM current_rows WHERE stat = 'roamers';

CREATE VIEW population_segments AS
SELECT probe, epoch, "from", "to", place, segment, state, value, sigma, near_threshold,
       rest_of, revision, coverage_ppm, loss_ppm, unknown_percent, temporary_percent
FROM current_rows WHERE stat = 'segments';

CREATE VIEW visitors AS
SELECT probe, epoch, "from", "to", place, class, state, value, sigma, near_threshold,
       rest_of, revision, coverage_ppm, loss_ppm, unknown_percent, temporary_percent
FROM current_rows WHERE stat = 'visitors';
)sql";

// A segment that came before has no such share.
constexpr const char* kFromVersion1 = R"sql(
ALTER TABLE segments ADD COLUMN temporary_percent INTEGER;
)sql";

// Versions 1 and 2 knew of kinds alone. All views are made anew.
constexpr const char* kFromVersion2 = R"sql(
DROP VIEW counts;
DROP VIEW current_segments;
DROP VIEW latest;
DROP VIEW presence;
DROP VIEW visitors;
DROP VIEW events;
ALTER TABLE segment_rows RENAME TO rows_of_kinds;
)sql";

constexpr const char* kRowsOfVersion2 = R"sql(
INSERT INTO segment_rows (segment, place, key, word, state, value)
SELECT segment, place, iif(kind = '', '', 'kind'), kind, state, value FROM rows_of_kinds;
DROP TABLE rows_of_kinds;
)sql";

// Versions 1 to 3 knew of no noise.
constexpr const char* kSegmentsOfVersion3 = R"sql(
ALTER TABLE segments ADD COLUMN hard_floor INTEGER;
ALTER TABLE segments ADD COLUMN shape TEXT;
ALTER TABLE segments ADD COLUMN scale REAL;
ALTER TABLE segments ADD COLUMN cap INTEGER;
ALTER TABLE segments ADD COLUMN threshold INTEGER;
ALTER TABLE segments ADD COLUMN near_below INTEGER;
ALTER TABLE segments ADD COLUMN ledger_number INTEGER;
ALTER TABLE segments ADD COLUMN ledger_sha256 TEXT;
)sql";

constexpr const char* kRowsOfVersion3 = R"sql(
DROP VIEW IF EXISTS keyed_rows;
DROP VIEW IF EXISTS counts;
DROP VIEW IF EXISTS current_segments;
DROP VIEW IF EXISTS current_rows;
DROP VIEW IF EXISTS latest;
DROP VIEW IF EXISTS dwell;
DROP VIEW IF EXISTS events;
DROP VIEW IF EXISTS flows;
DROP VIEW IF EXISTS machines;
DROP VIEW IF EXISTS origin;
DROP VIEW IF EXISTS presence;
DROP VIEW IF EXISTS quality;
DROP VIEW IF EXISTS roamers;
DROP VIEW IF EXISTS population_segments;
DROP VIEW IF EXISTS visitors;
ALTER TABLE segment_rows ADD COLUMN sigma REAL;
ALTER TABLE segment_rows ADD COLUMN near_threshold INTEGER NOT NULL DEFAULT 0;
ALTER TABLE segment_rows ADD COLUMN rest_of INTEGER NOT NULL DEFAULT 0;
)sql";

}  // namespace

std::string sqlite_schema_from(int version) {
  const std::string rows_and_views = std::string{kRows} + kViews;
  if (version == 0) return kSegments + rows_and_views;
  if (version == 3) return std::string{kSegmentsOfVersion3} + kRowsOfVersion3 + kViews;
  const std::string rows =
      std::string{kFromVersion2} + kSegmentsOfVersion3 + kRows + kRowsOfVersion2 + kViews;
  return version == 1 ? kFromVersion1 + rows : rows;
}

}  // namespace celltally
