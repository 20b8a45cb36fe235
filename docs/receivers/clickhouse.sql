-- Tables and views for the ClickHouse sink. Run once: clickhouse-client --multiquery < clickhouse.sql
-- Works with 18.16 (Debian 12) and later. docs/formats/clickhouse.md explains it.

CREATE DATABASE IF NOT EXISTS celltally;

-- A row a place and word, window and epoch. Of kind to country at most one is not empty. The sort key names a row for ever: what is inserted
-- twice becomes one row, at once with FINAL and on disk when ClickHouse merges.
CREATE TABLE IF NOT EXISTS celltally.counts (
  probe String,
  epoch DateTime('UTC'),
  stat String,
  `from` DateTime('UTC'),
  `to` DateTime('UTC'),
  place String,
  kind String,
  service String,
  class String,
  origin String,
  destination String,
  segment String,
  country String,
  revision UInt32,
  state String,
  value Nullable(UInt64),
  sigma Nullable(Float64),
  near_threshold UInt8,
  rest_of UInt32,
  sequence UInt64
) ENGINE = ReplacingMergeTree(sequence)
PARTITION BY toYYYYMM(`from`)
ORDER BY (stat, probe, `from`, `to`, epoch, revision, place, kind, service, class,
          origin, destination, segment, country);

-- A row a segment, inserted after all of its rows: where this is, the rows are complete.
CREATE TABLE IF NOT EXISTS celltally.segments (
  probe String,
  epoch DateTime('UTC'),
  stat String,
  `from` DateTime('UTC'),
  `to` DateTime('UTC'),
  revision UInt32,
  sequence UInt64,
  coverage_ppm UInt32,
  loss_ppm UInt32,
  unknown_percent Nullable(UInt32),
  temporary_percent Nullable(UInt32),
  mode String,
  people_min UInt64,
  rounding UInt64,
  hard_floor Nullable(UInt8),
  shape Nullable(String),
  scale Nullable(Float64),
  cap Nullable(UInt32),
  threshold Nullable(UInt64),
  near_below Nullable(UInt64),
  ledger_number Nullable(UInt64),
  ledger_sha256 Nullable(String),
  dropped_segments UInt64,
  dropped_first UInt64,
  dropped_last UInt64,
  sha256 String,
  rows UInt64
) ENGINE = ReplacingMergeTree(sequence)
PARTITION BY toYYYYMM(`from`)
ORDER BY (stat, probe, `from`, `to`, epoch, revision);

-- Each row once, of complete segments, the highest revision of each window and epoch.
CREATE VIEW IF NOT EXISTS celltally.current AS
SELECT probe, epoch, stat, `from`, `to`, place, kind, service, class, origin, destination, segment,
       country, revision, state, value, sigma, near_threshold, rest_of, sequence
FROM celltally.counts FINAL
WHERE (stat, probe, `from`, `to`, epoch, revision) IN (
  SELECT stat, probe, `from`, `to`, epoch, max(revision)
  FROM celltally.segments GROUP BY stat, probe, `from`, `to`, epoch);

-- One row a place, word and window: several epochs of a window (the probe was restarted in it) summed up,
-- which for people is an upper bound, as one may be in both.
CREATE VIEW IF NOT EXISTS celltally.latest AS
SELECT probe, stat, `from`, `to`, place, kind, service, class, origin, destination, segment, country,
       multiIf(max(one_state = 'published') = 1, 'published',
               max(one_state = 'withheld') = 1, 'withheld', 'no_data') AS state,
       if(max(one_state = 'published') = 1, toNullable(sum(one_value)), NULL) AS value,
       sum(one_sigma * one_sigma) AS variance,
       max(one_near_threshold) AS near_threshold,
       max(one_rest_of) AS rest_of,
       count() AS epochs,
       sum(one_state = 'withheld') AS epochs_withheld
FROM (SELECT probe, stat, `from`, `to`, place, kind, service, class, origin, destination, segment,
             country, state AS one_state, value AS one_value, sigma AS one_sigma,
             near_threshold AS one_near_threshold, rest_of AS one_rest_of
      FROM celltally.current)
GROUP BY probe, stat, `from`, `to`, place, kind, service, class, origin, destination, segment, country;
