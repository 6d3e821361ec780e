-- One row is one event; (client_instance_id, sequence) names it. Immutable.
-- The order serves "this feature in this account over these days"; the month keeps parts of one age
-- together. The deduplication window counts inserts per partition: see the pinned insert settings.
CREATE TABLE IF NOT EXISTS events
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    account_id String CODEC(ZSTD(1)),
    kind Enum8('login' = 1, 'login_failed' = 2, 'logout' = 3, 'feature_use' = 4, 'page_view' = 5, 'error' = 6, 'custom_counter' = 7, 'identify_user' = 8, 'account_attributes' = 9, 'release_marker' = 10, 'outcome' = 11) CODEC(ZSTD(1)),
    feature LowCardinality(String) CODEC(ZSTD(1)),
    day Date COMMENT 'the day in the account''s time zone' CODEC(Delta, ZSTD(1)),
    user_id String CODEC(ZSTD(1)),
    session_id String CODEC(ZSTD(1)),
    platform Enum8('unspecified' = 0, 'web' = 1, 'mobile' = 2, 'desktop' = 3, 'api' = 4, 'server' = 5) CODEC(ZSTD(1)),
    actor_kind Enum8('human' = 1, 'service' = 2, 'agent' = 3) CODEC(ZSTD(1)),
    quantity UInt64 CODEC(T64, ZSTD(1)),
    value Float64 CODEC(ZSTD(1)),
    duration_ms UInt64 CODEC(T64, ZSTD(1)),
    occurred_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    application LowCardinality(String) CODEC(ZSTD(1)),
    environment LowCardinality(String) CODEC(ZSTD(1)),
    sdk LowCardinality(String) CODEC(ZSTD(1)),
    properties Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    client_instance_id UInt64 CODEC(ZSTD(1)),
    sequence UInt64 CODEC(Delta, ZSTD(1)),
    wal_id UInt64 COMMENT 'the write-ahead log that the event came through' CODEC(ZSTD(1)),
    wal_batch UInt64 COMMENT 'the first sequence of its frozen batch in that log' CODEC(Delta, ZSTD(1)),
    -- The landing audit asks for one batch right after its insert, when its part holds nothing else.
    INDEX wal_batch_range wal_batch TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (tenant, account_id, kind, feature, day, user_id)
SETTINGS non_replicated_deduplication_window = 10000;

-- The rollup of every kind, so that it balances with events: per day and kind,
-- sum(events) here = count() there.
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
    last_at SimpleAggregateFunction(max, DateTime64(3, 'UTC')) CODEC(Delta, ZSTD(1))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (tenant, account_id, kind, feature, day, user_id, platform, actor_kind)
SETTINGS non_replicated_deduplication_window = 10000;

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
    count() AS events,
    sum(e.quantity) AS quantity,
    sum(e.duration_ms) AS duration_ms,
    sum(e.value) AS value,
    min(e.occurred_at) AS first_at,
    max(e.occurred_at) AS last_at
FROM events AS e
GROUP BY tenant, account_id, kind, feature, day, user_id, platform, actor_kind;

-- What was said about accounts and users, and from when on: the newest at or before a moment holds.
-- Said twice for one moment, what was received last stays.
CREATE TABLE IF NOT EXISTS account_attributes
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    account_id String CODEC(ZSTD(1)),
    attribute LowCardinality(String) CODEC(ZSTD(1)),
    occurred_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    value String CODEC(ZSTD(1)),
    received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(received_at)
ORDER BY (tenant, account_id, attribute, occurred_at)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS account_attributes_mv TO account_attributes AS
SELECT
    e.tenant AS tenant,
    e.account_id AS account_id,
    attribute,
    e.occurred_at AS occurred_at,
    value,
    e.received_at AS received_at
FROM (SELECT tenant, account_id, occurred_at, received_at, properties FROM events WHERE kind = 'account_attributes') AS e
ARRAY JOIN mapKeys(e.properties) AS attribute, mapValues(e.properties) AS value;

CREATE TABLE IF NOT EXISTS user_attributes
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    account_id String CODEC(ZSTD(1)),
    user_id String CODEC(ZSTD(1)),
    attribute LowCardinality(String) CODEC(ZSTD(1)),
    occurred_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    value String CODEC(ZSTD(1)),
    received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(received_at)
ORDER BY (tenant, account_id, user_id, attribute, occurred_at)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE MATERIALIZED VIEW IF NOT EXISTS user_attributes_mv TO user_attributes AS
SELECT
    e.tenant AS tenant,
    e.account_id AS account_id,
    e.user_id AS user_id,
    attribute,
    e.occurred_at AS occurred_at,
    value,
    e.received_at AS received_at
FROM (SELECT tenant, account_id, user_id, occurred_at, received_at, properties FROM events WHERE kind = 'identify_user') AS e
ARRAY JOIN mapKeys(e.properties) AS attribute, mapValues(e.properties) AS value;
