-- One row per event goes into the rollup; its engine adds up equal keys while it writes the part, because
-- optimize_on_insert is pinned on. The blocks of events come sorted by the rollup's key, so that costs one pass and
-- no hash table. A block that is not sorted gives the same sums.
-- Dropped and created: under the same name the deduplication tokens of the rollup's parts stay the same, so an insert
-- that landed before this and is sent again after it is recognised in the rollup, too. ALTER … MODIFY QUERY changes
-- them (26.7). A crash between the two leaves raw without its view until the next start, which runs this again before
-- anything is inserted; should another process have inserted meanwhile, the landing audit rebuilds those months.
DROP VIEW IF EXISTS usage_daily_mv SYNC;

CREATE MATERIALIZED VIEW IF NOT EXISTS usage_daily_mv TO usage_daily AS
SELECT
    e.tenant AS tenant,
    e.account_id AS account_id,
    e.kind AS kind,
    e.feature AS feature,
    e.day AS day,
    e.user_id AS user_id,
    e.platform AS platform,
    e.actor_kind AS actor_kind,
    toUInt64(1) AS events,
    e.quantity AS quantity,
    e.duration_ms AS duration_ms,
    e.value AS value,
    e.occurred_at AS first_at,
    e.occurred_at AS last_at
FROM events AS e;
