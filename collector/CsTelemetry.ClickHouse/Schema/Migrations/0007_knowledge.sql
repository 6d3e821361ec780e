-- What is known of the product and its customers beside their usage. Append-only: of the rows of one (tenant, kind, account_id, id, source) the
-- greatest version is true, the others are its history, so that anything can be computed again as it was known at a moment. `version`
-- counts microseconds since 1970 and never repeats within a tenant. Accounts lie with their events on a cluster; the catalog of a tenant on one shard.
CREATE TABLE IF NOT EXISTS knowledge
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    kind Enum8('feature' = 1, 'release' = 2, 'account' = 3, 'user' = 4, 'plan' = 5) CODEC(ZSTD(1)),
    account_id String COMMENT 'the account that it speaks of; empty for features, releases and plans' CODEC(ZSTD(1)),
    id String CODEC(ZSTD(1)),
    source Enum8('told' = 1, 'events' = 2) COMMENT 'told by people and their tools, which goes before what events say' CODEC(ZSTD(1)),
    version UInt64 CODEC(Delta, ZSTD(1)),
    recorded_at DateTime64(6, 'UTC') DEFAULT fromUnixTimestamp64Micro(toInt64(version), 'UTC') CODEC(Delta, ZSTD(1)),
    recorded_by LowCardinality(String) COMMENT 'the prefix of a key, `operator`, or `event`' CODEC(ZSTD(1)),
    removed UInt8 CODEC(ZSTD(1)),
    body String COMMENT 'the document as JSON; empty when it was removed' CODEC(ZSTD(3)),
    user_id String DEFAULT if(kind = 'user', id, '') CODEC(ZSTD(1)),
    uncounted UInt8 DEFAULT toUInt8(multiIf(
        kind = 'account', JSONExtractBool(body, 'excluded'),
        kind = 'user', JSONExtractBool(body, 'excluded') OR JSONExtractString(body, 'actor') IN ('service', 'agent'),
        kind = 'feature', JSONExtractString(body, 'kind') = 'navigation',
        0)) COMMENT 'the account is excluded, the user is excluded or no human, or the feature is navigation' CODEC(ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (tenant, kind, account_id, id, source, version)
SETTINGS non_replicated_deduplication_window = 10000;

-- Who and what no metric counts. Every query obeys these three; they look at the newest state of what was ever marked.
CREATE VIEW IF NOT EXISTS excluded_accounts AS
SELECT tenant, account_id
FROM knowledge
WHERE kind = 'account' AND source = 'told'
    AND (tenant, account_id) GLOBAL IN (SELECT tenant, account_id FROM knowledge WHERE kind = 'account' AND source = 'told' AND uncounted = 1)
GROUP BY tenant, account_id
HAVING argMax(uncounted, version) = 1;

CREATE VIEW IF NOT EXISTS excluded_users AS
SELECT tenant, account_id, user_id
FROM knowledge
WHERE kind = 'user' AND (tenant, account_id, user_id) GLOBAL IN (SELECT tenant, account_id, user_id FROM knowledge WHERE kind = 'user' AND uncounted = 1)
GROUP BY tenant, account_id, user_id
HAVING argMaxIf(uncounted, version, source = 'told') = 1
    OR (argMaxIf(uncounted, version, source = 'events') = 1 AND argMaxIf(JSONHas(body, 'actor'), version, source = 'told') = 0);

CREATE VIEW IF NOT EXISTS navigation_features AS
SELECT tenant, id AS feature
FROM knowledge
WHERE kind = 'feature' AND (tenant, id) GLOBAL IN (SELECT tenant, id FROM knowledge WHERE kind = 'feature' AND uncounted = 1)
GROUP BY tenant, id
HAVING argMax(uncounted, version) = 1;

-- For people who write SQL: what is known now, typed.
CREATE VIEW IF NOT EXISTS knowledge_now AS
SELECT tenant, kind, account_id, id, max(k.version) AS newest,
    argMaxIf(k.body, k.version, k.source = 'told') AS told,
    argMaxIf(k.body, k.version, k.source = 'events') AS from_events
FROM knowledge AS k
GROUP BY tenant, kind, account_id, id
HAVING told != '' OR from_events != '';

CREATE VIEW IF NOT EXISTS catalog_features AS
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

CREATE VIEW IF NOT EXISTS catalog_feature_days AS
SELECT tenant, feature, toDateOrNull(JSONExtractString(days, 'from')) AS valid_from, toDateOrNull(JSONExtractString(days, 'until')) AS valid_until
FROM (SELECT tenant, id AS feature, arrayJoin(JSONExtractArrayRaw(told, 'available')) AS days FROM knowledge_now WHERE kind = 'feature');

CREATE VIEW IF NOT EXISTS releases AS
SELECT tenant, id AS release,
    parseDateTime64BestEffortOrNull(JSONExtractString(told, 'released_at'), 3, 'UTC') AS released_at,
    JSONExtract(told, 'name', 'Nullable(String)') AS name,
    JSONExtract(told, 'features', 'Array(String)') AS features
FROM knowledge_now
WHERE kind = 'release';

CREATE VIEW IF NOT EXISTS plan_features AS
SELECT tenant, plan, JSONExtractString(line, 'feature') AS feature,
    toDateOrNull(JSONExtractString(line, 'from')) AS valid_from, toDateOrNull(JSONExtractString(line, 'until')) AS valid_until
FROM (SELECT tenant, id AS plan, arrayJoin(JSONExtractArrayRaw(told, 'features')) AS line FROM knowledge_now WHERE kind = 'plan');

CREATE VIEW IF NOT EXISTS accounts AS
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

CREATE VIEW IF NOT EXISTS account_plans AS
SELECT tenant, account_id, JSONExtractString(line, 'plan') AS plan,
    toDateOrNull(JSONExtractString(line, 'from')) AS valid_from, toDateOrNull(JSONExtractString(line, 'until')) AS valid_until
FROM (SELECT tenant, account_id, arrayJoin(JSONExtractArrayRaw(if(JSONHas(told, 'plan'), told, from_events), 'plan')) AS line FROM knowledge_now WHERE kind = 'account');

CREATE VIEW IF NOT EXISTS account_seats AS
SELECT tenant, account_id, JSONExtractString(line, 'product') AS product, JSONExtractFloat(line, 'seats') AS seats,
    toDateOrNull(JSONExtractString(line, 'from')) AS valid_from, toDateOrNull(JSONExtractString(line, 'until')) AS valid_until
FROM (SELECT tenant, account_id, arrayJoin(JSONExtractArrayRaw(if(JSONHas(told, 'seats'), told, from_events), 'seats')) AS line FROM knowledge_now WHERE kind = 'account');

CREATE VIEW IF NOT EXISTS account_entitlements AS
SELECT tenant, account_id, JSONExtractString(line, 'feature') AS feature,
    if(JSONHas(line, 'granted'), JSONExtractBool(line, 'granted'), 1) AS is_granted,
    toDateOrNull(JSONExtractString(line, 'from')) AS valid_from, toDateOrNull(JSONExtractString(line, 'until')) AS valid_until
FROM (SELECT tenant, account_id, arrayJoin(JSONExtractArrayRaw(told, 'entitlements')) AS line FROM knowledge_now WHERE kind = 'account');

-- Without names: who may see these is not who may see those.
CREATE VIEW IF NOT EXISTS users AS
SELECT tenant, account_id, id AS user_id,
    coalesce(JSONExtract(told, 'actor', 'Nullable(String)'), JSONExtract(from_events, 'actor', 'Nullable(String)')) AS actor,
    toDateOrNull(JSONExtractString(told, 'starts_on')) AS starts_on,
    JSONExtractBool(told, 'excluded') AS is_excluded
FROM knowledge_now
WHERE kind = 'user';

CREATE VIEW IF NOT EXISTS user_roles AS
SELECT tenant, account_id, user_id, JSONExtractString(line, 'role') AS role,
    toDateOrNull(JSONExtractString(line, 'from')) AS valid_from, toDateOrNull(JSONExtractString(line, 'until')) AS valid_until
FROM (SELECT tenant, account_id, id AS user_id, arrayJoin(JSONExtractArrayRaw(if(JSONHas(told, 'roles'), told, from_events), 'roles')) AS line FROM knowledge_now WHERE kind = 'user');
