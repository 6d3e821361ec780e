-- A partition of the rollup holds what came through one write-ahead log in one month. So each collector audits and
-- rebuilds what is its own, and several of them never meet: no lock, and nobody's insert is lost by another's rebuild.
-- The key of a partition cannot be altered: the rollup is made anew from the raw table. A crash anywhere leads back to
-- the first statement at the next start, before anything is inserted; until it is done, the rollup says less.
DROP VIEW IF EXISTS usage_daily_mv SYNC;

DROP TABLE IF EXISTS usage_daily SYNC;

CREATE TABLE IF NOT EXISTS usage_daily
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    account_id String CODEC(ZSTD(1)),
    kind Enum8('login' = 1, 'login_failed' = 2, 'logout' = 3, 'feature_use' = 4, 'page_view' = 5, 'error' = 6, 'custom_counter' = 7, 'identify_user' = 8, 'account_attributes' = 9, 'release_marker' = 10, 'outcome' = 11) CODEC(ZSTD(1)),
    feature LowCardinality(String) CODEC(ZSTD(1)),
    day Date CODEC(Delta, ZSTD(1)),
    user_id String CODEC(ZSTD(1)),
    platform Enum8('unspecified' = 0, 'web' = 1, 'mobile' = 2, 'desktop' = 3, 'api' = 4, 'server' = 5) CODEC(ZSTD(1)),
    actor_kind Enum8('human' = 1, 'service' = 2, 'agent' = 3) CODEC(ZSTD(1)),
    events SimpleAggregateFunction(sum, UInt64) CODEC(T64, ZSTD(1)),
    quantity SimpleAggregateFunction(sum, UInt64) CODEC(T64, ZSTD(1)),
    duration_ms SimpleAggregateFunction(sum, UInt64) CODEC(T64, ZSTD(1)),
    value SimpleAggregateFunction(sum, Float64) CODEC(ZSTD(1)),
    first_at SimpleAggregateFunction(min, DateTime64(3, 'UTC')) CODEC(Delta, ZSTD(1)),
    last_at SimpleAggregateFunction(max, DateTime64(3, 'UTC')) CODEC(Delta, ZSTD(1)),
    wal_id UInt64 COMMENT 'the write-ahead log that the events came through' CODEC(ZSTD(1))
)
ENGINE = AggregatingMergeTree
PARTITION BY (toYYYYMM(day), wal_id)
ORDER BY (tenant, account_id, kind, feature, day, user_id, platform, actor_kind)
SETTINGS non_replicated_deduplication_window = 10000;

INSERT INTO usage_daily
SELECT tenant, account_id, kind, feature, day, user_id, platform, actor_kind,
       toUInt64(1), quantity, duration_ms, value, occurred_at, occurred_at, wal_id
FROM events
SETTINGS optimize_on_insert = 1, max_partitions_per_insert_block = 0;

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
    e.occurred_at AS last_at,
    e.wal_id AS wal_id
FROM events AS e;
