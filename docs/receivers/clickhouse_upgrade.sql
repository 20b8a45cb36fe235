-- Gives tables that know of no noise the columns that clickhouse.sql makes. Run once, while segments
-- wait: clickhouse-client --multiquery < clickhouse_upgrade.sql. Rows stay. Older tables, which know
-- of kinds alone, want this first:
--   ALTER TABLE celltally.segments
--     ADD COLUMN temporary_percent Nullable(UInt32) AFTER unknown_percent;
--   ALTER TABLE celltally.counts
--     ADD COLUMN service String AFTER kind, ADD COLUMN class String AFTER service,
--     ADD COLUMN origin String AFTER class, ADD COLUMN destination String AFTER origin,
--     ADD COLUMN segment String AFTER destination, ADD COLUMN country String AFTER segment,
--     MODIFY ORDER BY (stat, probe, `from`, `to`, epoch, revision, place, kind, service, class,
--                      origin, destination, segment, country);

ALTER TABLE celltally.counts
  ADD COLUMN sigma Nullable(Float64) AFTER value,
  ADD COLUMN near_threshold UInt8 AFTER sigma,
  ADD COLUMN rest_of UInt32 AFTER near_threshold;

ALTER TABLE celltally.segments
  ADD COLUMN hard_floor Nullable(UInt8) AFTER rounding,
  ADD COLUMN shape Nullable(String) AFTER hard_floor,
  ADD COLUMN scale Nullable(Float64) AFTER shape,
  ADD COLUMN cap Nullable(UInt32) AFTER scale,
  ADD COLUMN threshold Nullable(UInt64) AFTER cap,
  ADD COLUMN near_below Nullable(UInt64) AFTER threshold,
  ADD COLUMN ledger_number Nullable(UInt64) AFTER near_below,
  ADD COLUMN ledger_sha256 Nullable(String) AFTER ledger_number;

DROP TABLE IF EXISTS celltally.latest;
DROP TABLE IF EXISTS celltally.current;

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
