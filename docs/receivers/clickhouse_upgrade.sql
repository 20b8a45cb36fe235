-- Gives tables that know of kinds alone the columns that clickhouse.sql makes. Run once, while
-- segments wait: clickhouse-client --multiquery < clickhouse_upgrade.sql. Rows stay.
-- Tables that were made before there was temporary_percent want this first:
--   ALTER TABLE celltally.segments
--     ADD COLUMN temporary_percent Nullable(UInt32) AFTER unknown_percent

ALTER TABLE celltally.counts
  ADD COLUMN service String AFTER kind,
  ADD COLUMN class String AFTER service,
  ADD COLUMN origin String AFTER class,
  ADD COLUMN destination String AFTER origin,
  ADD COLUMN segment String AFTER destination,
  ADD COLUMN country String AFTER segment,
  MODIFY ORDER BY (stat, probe, `from`, `to`, epoch, revision, place, kind, service, class, origin,
                   destination, segment, country);

DROP TABLE celltally.latest;
DROP TABLE celltally.current;

-- Each row once, of complete segments, the highest revision of each window and epoch.
CREATE VIEW IF NOT EXISTS celltally.current AS
SELECT probe, epoch, stat, `from`, `to`, place, kind, service, class, origin, destination, segment,
       country, revision, state, value, sequence
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
       count() AS epochs,
       sum(one_state = 'withheld') AS epochs_withheld
FROM (SELECT probe, stat, `from`, `to`, place, kind, service, class, origin, destination, segment,
             country, state AS one_state, value AS one_value
      FROM celltally.current)
GROUP BY probe, stat, `from`, `to`, place, kind, service, class, origin, destination, segment, country;
