CREATE TABLE IF NOT EXISTS events_local ON CLUSTER usage
(…)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
PARTITION BY toYYYYMM(day)
ORDER BY (tenant, account_id, kind, feature, day, user_id)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800;

CREATE TABLE IF NOT EXISTS events ON CLUSTER usage AS events_local
ENGINE = Distributed(usage, cstelemetry, events_local, cityHash64(tenant, account_id));

CREATE TABLE IF NOT EXISTS usage_daily_local ON CLUSTER usage
(…)
ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
PARTITION BY toYYYYMM(day)
ORDER BY (tenant, account_id, kind, feature, day, user_id, platform, actor_kind)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800;

CREATE TABLE IF NOT EXISTS usage_daily ON CLUSTER usage AS usage_daily_local
ENGINE = Distributed(usage, cstelemetry, usage_daily_local, cityHash64(tenant, account_id));

CREATE MATERIALIZED VIEW IF NOT EXISTS usage_daily_mv ON CLUSTER usage TO usage_daily_local AS
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
FROM events_local AS e
GROUP BY tenant, account_id, kind, feature, day, user_id, platform, actor_kind;

CREATE TABLE IF NOT EXISTS account_attributes_local ON CLUSTER usage
(…)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', received_at)
ORDER BY (tenant, account_id, attribute, occurred_at)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800;

CREATE TABLE IF NOT EXISTS account_attributes ON CLUSTER usage AS account_attributes_local
ENGINE = Distributed(usage, cstelemetry, account_attributes_local, cityHash64(tenant, account_id));

CREATE MATERIALIZED VIEW IF NOT EXISTS account_attributes_mv ON CLUSTER usage TO account_attributes_local AS
SELECT
    e.tenant AS tenant,
    e.account_id AS account_id,
    attribute,
    e.occurred_at AS occurred_at,
    value,
    e.received_at AS received_at
FROM (SELECT tenant, account_id, occurred_at, received_at, properties FROM events_local WHERE kind = 'account_attributes') AS e
ARRAY JOIN mapKeys(e.properties) AS attribute, mapValues(e.properties) AS value;

CREATE TABLE IF NOT EXISTS user_attributes_local ON CLUSTER usage
(…)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', received_at)
ORDER BY (tenant, account_id, user_id, attribute, occurred_at)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800;

CREATE TABLE IF NOT EXISTS user_attributes ON CLUSTER usage AS user_attributes_local
ENGINE = Distributed(usage, cstelemetry, user_attributes_local, cityHash64(tenant, account_id));

CREATE MATERIALIZED VIEW IF NOT EXISTS user_attributes_mv ON CLUSTER usage TO user_attributes_local AS
SELECT
    e.tenant AS tenant,
    e.account_id AS account_id,
    e.user_id AS user_id,
    attribute,
    e.occurred_at AS occurred_at,
    value,
    e.received_at AS received_at
FROM (SELECT tenant, account_id, user_id, occurred_at, received_at, properties FROM events_local WHERE kind = 'identify_user') AS e
ARRAY JOIN mapKeys(e.properties) AS attribute, mapValues(e.properties) AS value;

CREATE TABLE IF NOT EXISTS erasures_local ON CLUSTER usage
(…)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', version)
ORDER BY (tenant, receipt_id);

CREATE TABLE IF NOT EXISTS erasures ON CLUSTER usage AS erasures_local
ENGINE = Distributed(usage, cstelemetry, erasures_local, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS erasing_local ON CLUSTER usage
(…)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
ORDER BY receipt_id;

CREATE TABLE IF NOT EXISTS erasing ON CLUSTER usage AS erasing_local
ENGINE = Distributed(usage, cstelemetry, erasing_local, cityHash64(receipt_id));

DROP VIEW IF EXISTS usage_daily_mv ON CLUSTER usage SYNC;

CREATE MATERIALIZED VIEW IF NOT EXISTS usage_daily_mv ON CLUSTER usage TO usage_daily_local AS
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
FROM events_local AS e;

CREATE TABLE IF NOT EXISTS quarantine_local ON CLUSTER usage
(…)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
ORDER BY (tenant, received_at, wal_id, wal_sequence, event_index)
TTL toDateTime(received_at) + INTERVAL 30 DAY
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800;

CREATE TABLE IF NOT EXISTS quarantine ON CLUSTER usage AS quarantine_local
ENGINE = Distributed(usage, cstelemetry, quarantine_local, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS quarantine_replays_local ON CLUSTER usage
(…)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', version)
ORDER BY (tenant, wal_id, wal_sequence, event_index)
TTL toDateTime(replayed_at) + INTERVAL 60 DAY;

CREATE TABLE IF NOT EXISTS quarantine_replays ON CLUSTER usage AS quarantine_replays_local
ENGINE = Distributed(usage, cstelemetry, quarantine_replays_local, cityHash64(tenant));

ALTER TABLE erasures_local ON CLUSTER usage ADD COLUMN IF NOT EXISTS target LowCardinality(String) DEFAULT 'user' CODEC(ZSTD(1));

ALTER TABLE erasures ON CLUSTER usage ADD COLUMN IF NOT EXISTS target LowCardinality(String) DEFAULT 'user';

ALTER TABLE erasures_local ON CLUSTER usage ADD COLUMN IF NOT EXISTS quarantine_rows UInt64 DEFAULT 0 CODEC(T64, ZSTD(1));

ALTER TABLE erasures ON CLUSTER usage ADD COLUMN IF NOT EXISTS quarantine_rows UInt64 DEFAULT 0;

ALTER TABLE erasing_local ON CLUSTER usage ADD COLUMN IF NOT EXISTS account_id String DEFAULT '';

ALTER TABLE erasing ON CLUSTER usage ADD COLUMN IF NOT EXISTS account_id String DEFAULT '';

DROP VIEW IF EXISTS usage_daily_mv ON CLUSTER usage SYNC;

DROP TABLE IF EXISTS usage_daily ON CLUSTER usage SYNC;

DROP TABLE IF EXISTS usage_daily_local ON CLUSTER usage SYNC;

CREATE TABLE IF NOT EXISTS usage_daily_local ON CLUSTER usage
(…)
ENGINE = ReplicatedAggregatingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
PARTITION BY (toYYYYMM(day), wal_id)
ORDER BY (tenant, account_id, kind, feature, day, user_id, platform, actor_kind)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800;

CREATE TABLE IF NOT EXISTS usage_daily ON CLUSTER usage AS usage_daily_local
ENGINE = Distributed(usage, cstelemetry, usage_daily_local, cityHash64(tenant, account_id));

-- on each shard
INSERT INTO usage_daily_local
SELECT tenant, account_id, kind, feature, day, user_id, platform, actor_kind,
       toUInt64(1), quantity, duration_ms, value, occurred_at, occurred_at, wal_id
FROM events_local
SETTINGS optimize_on_insert = 1, max_partitions_per_insert_block = 0;

CREATE MATERIALIZED VIEW IF NOT EXISTS usage_daily_mv ON CLUSTER usage TO usage_daily_local AS
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
FROM events_local AS e;

CREATE TABLE IF NOT EXISTS knowledge_local ON CLUSTER usage
(…)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
ORDER BY (tenant, kind, account_id, id, source, version)
SETTINGS replicated_deduplication_window = 10000, replicated_deduplication_window_seconds = 604800;

CREATE TABLE IF NOT EXISTS knowledge ON CLUSTER usage AS knowledge_local
ENGINE = Distributed(usage, cstelemetry, knowledge_local, cityHash64(tenant, account_id));

CREATE VIEW IF NOT EXISTS excluded_accounts ON CLUSTER usage AS
SELECT tenant, account_id
FROM knowledge
WHERE kind = 'account' AND source = 'told'
    AND (tenant, account_id) GLOBAL IN (SELECT tenant, account_id FROM knowledge WHERE kind = 'account' AND source = 'told' AND uncounted = 1)
GROUP BY tenant, account_id
HAVING argMax(uncounted, version) = 1;

CREATE VIEW IF NOT EXISTS excluded_users ON CLUSTER usage AS
SELECT tenant, account_id, user_id
FROM knowledge
WHERE kind = 'user' AND (tenant, account_id, user_id) GLOBAL IN (SELECT tenant, account_id, user_id FROM knowledge WHERE kind = 'user' AND uncounted = 1)
GROUP BY tenant, account_id, user_id
HAVING argMaxIf(uncounted, version, source = 'told') = 1
    OR (argMaxIf(uncounted, version, source = 'events') = 1 AND argMaxIf(JSONHas(body, 'actor'), version, source = 'told') = 0);

CREATE VIEW IF NOT EXISTS navigation_features ON CLUSTER usage AS
SELECT tenant, id AS feature
FROM knowledge
WHERE kind = 'feature' AND (tenant, id) GLOBAL IN (SELECT tenant, id FROM knowledge WHERE kind = 'feature' AND uncounted = 1)
GROUP BY tenant, id
HAVING argMax(uncounted, version) = 1;

CREATE VIEW IF NOT EXISTS knowledge_now ON CLUSTER usage AS
SELECT tenant, kind, account_id, id, max(k.version) AS newest,
    argMaxIf(k.body, k.version, k.source = 'told') AS told,
    argMaxIf(k.body, k.version, k.source = 'events') AS from_events
FROM knowledge AS k
GROUP BY tenant, kind, account_id, id
HAVING told != '' OR from_events != '';

CREATE VIEW IF NOT EXISTS catalog_features ON CLUSTER usage AS
SELECT tenant, id AS feature,
    JSONExtract(told, 'name', 'Nullable(String)') AS name,
    JSONExtract(told, 'area', 'Nullable(String)') AS area,
    JSONExtract(told, 'owner', 'Nullable(String)') AS owner,
    JSONExtract(told, 'product', 'Nullable(String)') AS product,
    if(JSONHas(told, 'kind'), JSONExtractString(told, 'kind'), 'value') AS kind_of_use,
    JSONExtractBool(told, 'core') AS is_core,
    if(JSONHas(told, 'value_weight'), JSONExtractFloat(told, 'value_weight'), 1.) AS value_weight,
    if(JSONHas(told, 'natural_period_days'), JSONExtractUInt(told, 'natural_period_days'), 28) AS natural_period_days,
    if(JSONHas(told, 'min_uses'), JSONExtractUInt(told, 'min_uses'), 2) AS min_uses,
    if(JSONHas(told, 'min_days'), JSONExtractUInt(told, 'min_days'), 2) AS min_days,
    JSONExtract(told, 'target_role', 'Nullable(String)') AS target_role
FROM knowledge_now
WHERE kind = 'feature';

CREATE VIEW IF NOT EXISTS catalog_feature_days ON CLUSTER usage AS
SELECT tenant, feature, toDateOrNull(JSONExtractString(days, 'from')) AS valid_from, toDateOrNull(JSONExtractString(days, 'until')) AS valid_until
FROM (SELECT tenant, id AS feature, arrayJoin(JSONExtractArrayRaw(told, 'available')) AS days FROM knowledge_now WHERE kind = 'feature');

CREATE VIEW IF NOT EXISTS releases ON CLUSTER usage AS
SELECT tenant, id AS release,
    parseDateTime64BestEffortOrNull(JSONExtractString(told, 'released_at'), 3, 'UTC') AS released_at,
    JSONExtract(told, 'name', 'Nullable(String)') AS name,
    JSONExtract(told, 'features', 'Array(String)') AS features
FROM knowledge_now
WHERE kind = 'release';

CREATE VIEW IF NOT EXISTS plan_features ON CLUSTER usage AS
SELECT tenant, plan, JSONExtractString(line, 'feature') AS feature,
    toDateOrNull(JSONExtractString(line, 'from')) AS valid_from, toDateOrNull(JSONExtractString(line, 'until')) AS valid_until
FROM (SELECT tenant, id AS plan, arrayJoin(JSONExtractArrayRaw(told, 'features')) AS line FROM knowledge_now WHERE kind = 'plan');

CREATE VIEW IF NOT EXISTS accounts ON CLUSTER usage AS
SELECT tenant, account_id,
    coalesce(JSONExtract(told, 'name', 'Nullable(String)'), JSONExtract(from_events, 'name', 'Nullable(String)')) AS name,
    JSONExtract(told, 'external_ids', 'Map(String, String)') AS external_ids,
    JSONExtract(told, 'parent_id', 'Nullable(String)') AS parent_id,
    coalesce(JSONExtract(told, 'segment', 'Nullable(String)'), JSONExtract(from_events, 'segment', 'Nullable(String)')) AS segment,
    coalesce(JSONExtract(told, 'industry', 'Nullable(String)'), JSONExtract(from_events, 'industry', 'Nullable(String)')) AS industry,
    coalesce(JSONExtract(told, 'region', 'Nullable(String)'), JSONExtract(from_events, 'region', 'Nullable(String)')) AS region,
    coalesce(JSONExtract(told, 'csm', 'Nullable(String)'), JSONExtract(from_events, 'csm', 'Nullable(String)')) AS csm,
    coalesce(JSONExtract(told, 'arr', 'Nullable(Float64)'), JSONExtract(from_events, 'arr', 'Nullable(Float64)')) AS arr,
    toDateOrNull(coalesce(JSONExtract(told, 'starts_on', 'Nullable(String)'), JSONExtract(from_events, 'starts_on', 'Nullable(String)'))) AS starts_on,
    toDateOrNull(coalesce(JSONExtract(told, 'renews_on', 'Nullable(String)'), JSONExtract(from_events, 'renews_on', 'Nullable(String)'))) AS renews_on,
    coalesce(JSONExtract(told, 'time_zone', 'Nullable(String)'), JSONExtract(from_events, 'time_zone', 'Nullable(String)')) AS time_zone,
    coalesce(JSONExtract(told, 'calendar', 'Nullable(String)'), JSONExtract(from_events, 'calendar', 'Nullable(String)')) AS calendar,
    JSONExtract(told, 'tags', 'Array(String)') AS tags,
    JSONExtractBool(told, 'excluded') AS is_excluded
FROM knowledge_now
WHERE kind = 'account';

CREATE VIEW IF NOT EXISTS account_plans ON CLUSTER usage AS
SELECT tenant, account_id, JSONExtractString(line, 'plan') AS plan,
    toDateOrNull(JSONExtractString(line, 'from')) AS valid_from, toDateOrNull(JSONExtractString(line, 'until')) AS valid_until
FROM (SELECT tenant, account_id, arrayJoin(JSONExtractArrayRaw(if(JSONHas(told, 'plan'), told, from_events), 'plan')) AS line FROM knowledge_now WHERE kind = 'account');

CREATE VIEW IF NOT EXISTS account_seats ON CLUSTER usage AS
SELECT tenant, account_id, JSONExtractString(line, 'product') AS product, JSONExtractFloat(line, 'seats') AS seats,
    toDateOrNull(JSONExtractString(line, 'from')) AS valid_from, toDateOrNull(JSONExtractString(line, 'until')) AS valid_until
FROM (SELECT tenant, account_id, arrayJoin(JSONExtractArrayRaw(if(JSONHas(told, 'seats'), told, from_events), 'seats')) AS line FROM knowledge_now WHERE kind = 'account');

CREATE VIEW IF NOT EXISTS account_entitlements ON CLUSTER usage AS
SELECT tenant, account_id, JSONExtractString(line, 'feature') AS feature,
    if(JSONHas(line, 'granted'), JSONExtractBool(line, 'granted'), 1) AS is_granted,
    toDateOrNull(JSONExtractString(line, 'from')) AS valid_from, toDateOrNull(JSONExtractString(line, 'until')) AS valid_until
FROM (SELECT tenant, account_id, arrayJoin(JSONExtractArrayRaw(told, 'entitlements')) AS line FROM knowledge_now WHERE kind = 'account');

CREATE VIEW IF NOT EXISTS users ON CLUSTER usage AS
SELECT tenant, account_id, id AS user_id,
    coalesce(JSONExtract(told, 'actor', 'Nullable(String)'), JSONExtract(from_events, 'actor', 'Nullable(String)')) AS actor,
    toDateOrNull(JSONExtractString(told, 'starts_on')) AS starts_on,
    JSONExtractBool(told, 'excluded') AS is_excluded
FROM knowledge_now
WHERE kind = 'user';

CREATE VIEW IF NOT EXISTS user_roles ON CLUSTER usage AS
SELECT tenant, account_id, user_id, JSONExtractString(line, 'role') AS role,
    toDateOrNull(JSONExtractString(line, 'from')) AS valid_from, toDateOrNull(JSONExtractString(line, 'until')) AS valid_until
FROM (SELECT tenant, account_id, id AS user_id, arrayJoin(JSONExtractArrayRaw(if(JSONHas(told, 'roles'), told, from_events), 'roles')) AS line FROM knowledge_now WHERE kind = 'user');

CREATE TABLE IF NOT EXISTS score_rows_local ON CLUSTER usage
(…)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
PARTITION BY toYYYYMM(as_of)
ORDER BY (tenant, account_id, as_of, run_id);

CREATE TABLE IF NOT EXISTS score_rows ON CLUSTER usage AS score_rows_local
ENGINE = Distributed(usage, cstelemetry, score_rows_local, cityHash64(tenant, account_id));

CREATE TABLE IF NOT EXISTS score_runs_local ON CLUSTER usage
(…)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
ORDER BY (tenant, as_of, run_id);

CREATE TABLE IF NOT EXISTS score_runs ON CLUSTER usage AS score_runs_local
ENGINE = Distributed(usage, cstelemetry, score_runs_local, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS score_models_local ON CLUSTER usage
(…)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
ORDER BY (tenant, version, revision);

CREATE TABLE IF NOT EXISTS score_models ON CLUSTER usage AS score_models_local
ENGINE = Distributed(usage, cstelemetry, score_models_local, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS validations_local ON CLUSTER usage
(…)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
ORDER BY (tenant, model_version, computed_at);

CREATE TABLE IF NOT EXISTS validations ON CLUSTER usage AS validations_local
ENGINE = Distributed(usage, cstelemetry, validations_local, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS score_keepers_local ON CLUSTER usage
(…)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', renewed_at)
ORDER BY wal_id
TTL toDateTime(renewed_at) + INTERVAL 1 DAY;

CREATE TABLE IF NOT EXISTS score_keepers ON CLUSTER usage AS score_keepers_local
ENGINE = Distributed(usage, cstelemetry, score_keepers_local, cityHash64(wal_id));

CREATE TABLE IF NOT EXISTS score_marks_local ON CLUSTER usage
(…)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', recorded_at)
ORDER BY wal_id;

CREATE TABLE IF NOT EXISTS score_marks ON CLUSTER usage AS score_marks_local
ENGINE = Distributed(usage, cstelemetry, score_marks_local, cityHash64(wal_id));

CREATE TABLE IF NOT EXISTS idempotency_local ON CLUSTER usage
(…)
ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
ORDER BY (tenant, call_sha256, attempt)
TTL stored_at + INTERVAL 25 HOUR;

CREATE TABLE IF NOT EXISTS idempotency ON CLUSTER usage AS idempotency_local
ENGINE = Distributed(usage, cstelemetry, idempotency_local, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS erasure_orders_local ON CLUSTER usage
(…)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')
ORDER BY (tenant, receipt_id)
TTL toDateTime(stored_at) + INTERVAL 40 DAY;

CREATE TABLE IF NOT EXISTS erasure_orders ON CLUSTER usage AS erasure_orders_local
ENGINE = Distributed(usage, cstelemetry, erasure_orders_local, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS erasure_logs_local ON CLUSTER usage
(…)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', version)
ORDER BY (tenant, receipt_id, wal_id);

CREATE TABLE IF NOT EXISTS erasure_logs ON CLUSTER usage AS erasure_logs_local
ENGINE = Distributed(usage, cstelemetry, erasure_logs_local, cityHash64(tenant));

CREATE TABLE IF NOT EXISTS score_backlog_local ON CLUSTER usage
(…)
ENGINE = ReplicatedReplacingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}', recorded_at)
ORDER BY tenant;

CREATE TABLE IF NOT EXISTS score_backlog ON CLUSTER usage AS score_backlog_local
ENGINE = Distributed(usage, cstelemetry, score_backlog_local, cityHash64(tenant));

