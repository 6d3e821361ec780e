-- What calls that change something were answered with, so that whoever sends one again under its `Idempotency-Key` is answered the
-- same by every collector. Append-only: an attempt is claimed before it is made, and its last row says what came of it. What it was
-- asked and what it answered is sealed with a key made of the `Idempotency-Key`, which is not here.
CREATE TABLE IF NOT EXISTS idempotency
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    call_sha256 String COMMENT 'of the key prefix, the method, the path and the Idempotency-Key' CODEC(ZSTD(1)),
    attempt UInt64 COMMENT 'chosen at random' CODEC(ZSTD(1)),
    wal_id UInt64 COMMENT 'the log of the collector that makes it' CODEC(ZSTD(1)),
    kind Enum8('claimed' = 1, 'answered' = 2, 'released' = 3) CODEC(ZSTD(1)),
    recorded_at DateTime64(3, 'UTC') COMMENT 'by the clock of the collector' CODEC(Delta, ZSTD(1)),
    sealed String COMMENT 'the answer; empty unless answered' CODEC(NONE),
    stored_at DateTime('UTC') DEFAULT now() COMMENT 'by the clock of the store' CODEC(Delta, ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (tenant, call_sha256, attempt)
TTL stored_at + INTERVAL 25 HOUR;

-- Orders to erase, for the other collectors of this store: each refuses what comes late, and erases what its own log brings. They
-- name whom they are about, since a late event can be refused only by whoever knows that; for as long as one could come.
CREATE TABLE IF NOT EXISTS erasure_orders
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    receipt_id String CODEC(ZSTD(1)),
    user_id String COMMENT 'empty when a whole account is erased' CODEC(ZSTD(1)),
    account_id String CODEC(ZSTD(1)),
    ordered_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    wal_id UInt64 COMMENT 'the log of the collector that took it' CODEC(ZSTD(1)),
    stored_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'by the clock of the store' CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, receipt_id)
TTL toDateTime(stored_at) + INTERVAL 40 DAY;

-- What the logs of the other collectors had to do with an order: a row when it is taken over, when what the log brought has been
-- erased, and when the log no longer holds it. The greatest version is true, so read with FINAL.
CREATE TABLE IF NOT EXISTS erasure_logs
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    receipt_id String CODEC(ZSTD(1)),
    wal_id UInt64 CODEC(ZSTD(1)),
    done_at Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    log_cleared_at Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    raw_rows UInt64 CODEC(T64, ZSTD(1)),
    rollup_rows UInt64 CODEC(T64, ZSTD(1)),
    attribute_rows UInt64 CODEC(T64, ZSTD(1)),
    quarantine_rows UInt64 CODEC(T64, ZSTD(1)),
    remaining_rows UInt64 CODEC(T64, ZSTD(1)),
    version UInt64 CODEC(T64, ZSTD(1)),
    recorded_at DateTime('UTC') DEFAULT now() CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, receipt_id, wal_id);
