-- Scores as they were computed, each row for ever. Of one account, day and model the row of the greatest run is true; the
-- others are what was said before. The numbers that a score is a function of are columns, so that it can be explained and
-- computed again from its row alone; it goes back to events by its run.
CREATE TABLE IF NOT EXISTS score_rows
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    account_id String CODEC(ZSTD(1)),
    as_of Date CODEC(Delta, ZSTD(1)),
    model_hash LowCardinality(String) CODEC(ZSTD(1)),
    model_version LowCardinality(String) CODEC(ZSTD(1)),
    run_id UInt64 COMMENT 'the run in score_runs' CODEC(Delta, ZSTD(1)),
    computed_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    kind Enum8('provisional' = 1, 'frozen' = 2, 'restatement' = 3, 'backfill' = 4) CODEC(ZSTD(1)),
    state Enum8('scored' = 1, 'onboarding' = 2, 'insufficient_data' = 3, 'stale' = 4, 'excluded' = 5) CODEC(ZSTD(1)),
    score Nullable(Float64) CODEC(ZSTD(1)),
    band Enum8('none' = 0, 'at_risk' = 1, 'watch' = 2, 'healthy' = 3) COMMENT 'with hysteresis; while there is no score, the last one' CODEC(ZSTD(1)),
    band_toward Enum8('none' = 0, 'at_risk' = 1, 'watch' = 2, 'healthy' = 3) COMMENT 'the band that the newest weekly evaluations point to' CODEC(ZSTD(1)),
    band_weeks UInt8 COMMENT 'how many of them in a row' CODEC(ZSTD(1)),
    coverage Nullable(Float64) CODEC(ZSTD(1)),
    confidence Enum8('none' = 0, 'low' = 1, 'medium' = 2, 'high' = 3) CODEC(ZSTD(1)),
    standard_error Nullable(Float64) CODEC(ZSTD(1)),
    component Array(LowCardinality(String)) CODEC(ZSTD(1)),
    x Array(Float64) COMMENT 'NaN when the component is missing' CODEC(ZSTD(1)),
    points Array(Float64) CODEC(ZSTD(1)),
    cap Array(LowCardinality(String)) CODEC(ZSTD(1)),
    cap_points Array(Float64) CODEC(ZSTD(1)),
    tenure_days UInt32 CODEC(T64, ZSTD(1)),
    reach_target Float64 CODEC(ZSTD(1)),
    seats Nullable(Float64) CODEC(ZSTD(1)),
    active_users UInt32 CODEC(T64, ZSTD(1)),
    active_blocks UInt32 CODEC(ZSTD(1)),
    weekly_users_now Float64 CODEC(ZSTD(1)),
    weekly_users_base Float64 CODEC(ZSTD(1)),
    adopted_core Float64 CODEC(ZSTD(1)),
    entitled_core Float64 CODEC(ZSTD(1)),
    decayed_events Float64 CODEC(ZSTD(1)),
    top_user_events UInt64 CODEC(T64, ZSTD(1)),
    events UInt64 CODEC(T64, ZSTD(1)),
    first_use Nullable(Date) COMMENT 'the first value event up to as_of' CODEC(ZSTD(1)),
    last_heartbeat Nullable(Date) CODEC(ZSTD(1)),
    plan LowCardinality(String) CODEC(ZSTD(1)),
    segment LowCardinality(String) COMMENT 'whose targets it was measured against' CODEC(ZSTD(1)),
    input_hash UInt64 COMMENT 'of everything that the score is a function of' CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(as_of)
ORDER BY (tenant, account_id, as_of, run_id);

-- What a run computed its rows from. Written when all of its rows are stored: a run that is not here did not end.
CREATE TABLE IF NOT EXISTS score_runs
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    as_of Date CODEC(ZSTD(1)),
    run_id UInt64 COMMENT 'microseconds since 1970 when it began' CODEC(Delta, ZSTD(1)),
    kind Enum8('full' = 1, 'changed' = 2, 'freeze' = 3, 'backfill' = 4) CODEC(ZSTD(1)),
    computed_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    finished_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    model_hash LowCardinality(String) CODEC(ZSTD(1)),
    model_version LowCardinality(String) CODEC(ZSTD(1)),
    basis_run UInt64 COMMENT 'the run whose basis this one used; its own id when it made one' CODEC(Delta, ZSTD(1)),
    basis String COMMENT 'core features and targets; empty when another run made them' CODEC(ZSTD(3)),
    knowledge_version UInt64 CODEC(ZSTD(1)),
    known_at DateTime64(6, 'UTC') COMMENT 'what was known about customers and product then' CODEC(ZSTD(1)),
    horizon_log Array(UInt64) COMMENT 'the logs whose events were seen' CODEC(ZSTD(1)),
    horizon_batch Array(UInt64) COMMENT 'how far: events of later batches of that log were not' CODEC(ZSTD(1)),
    accounts UInt64 COMMENT 'how many it looked at' CODEC(ZSTD(1)),
    row_count UInt64 COMMENT 'how many rows it wrote' CODEC(ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (tenant, as_of, run_id);

-- Versions of the score model. Append-only: of one version the row of the greatest revision is true.
CREATE TABLE IF NOT EXISTS score_models
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    version String CODEC(ZSTD(1)),
    revision UInt64 CODEC(ZSTD(1)),
    hash String CODEC(ZSTD(1)),
    state Enum8('draft' = 1, 'shadow' = 2, 'published' = 3, 'retired' = 4) CODEC(ZSTD(1)),
    note String CODEC(ZSTD(1)),
    body String CODEC(ZSTD(3)),
    recorded_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    recorded_by String CODEC(ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (tenant, version, revision);

-- Evidence cards: whether a model predicted, on the tenant's own history.
CREATE TABLE IF NOT EXISTS validations
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    model_version String CODEC(ZSTD(1)),
    model_hash String CODEC(ZSTD(1)),
    computed_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    body String CODEC(ZSTD(3))
)
ENGINE = MergeTree
ORDER BY (tenant, model_version, computed_at);

-- Which collectors are alive, by the store's own clock: the least of them runs the scores.
CREATE TABLE IF NOT EXISTS score_keepers
(
    wal_id UInt64,
    renewed_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree(renewed_at)
ORDER BY wal_id
TTL toDateTime(renewed_at) + INTERVAL 1 DAY;

-- How far the logs have been looked through for accounts to score again. The newest row of each log is true.
CREATE TABLE IF NOT EXISTS score_marks
(
    wal_id UInt64,
    wal_batch UInt64,
    recorded_at DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree(recorded_at)
ORDER BY wal_id;
