-- What could not be stored as an event, as it was sent: rejected by a check, or refused by the store (poison). Written
-- once per frozen batch, as one block under the batch's own token, so either all of a batch's rows are here or none.
CREATE TABLE IF NOT EXISTS quarantine
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    origin Enum8('rejected' = 1, 'poison' = 2) CODEC(ZSTD(1)),
    code LowCardinality(String) CODEC(ZSTD(1)),
    message String CODEC(ZSTD(1)),
    client_instance_id UInt64 CODEC(ZSTD(1)),
    batch_sequence UInt64 CODEC(ZSTD(1)),
    event_index UInt32 CODEC(ZSTD(1)),
    account_id String CODEC(ZSTD(1)),
    user_id String CODEC(ZSTD(1)),
    event String COMMENT 'the bytes of the message cstelemetry.v1.Event' CODEC(ZSTD(1)),
    sdk LowCardinality(String) CODEC(ZSTD(1)),
    application LowCardinality(String) CODEC(ZSTD(1)),
    application_version LowCardinality(String) CODEC(ZSTD(1)),
    environment LowCardinality(String) CODEC(ZSTD(1)),
    wal_id UInt64 COMMENT 'the write-ahead log that the event came through' CODEC(ZSTD(1)),
    wal_batch UInt64 COMMENT 'the first sequence of its frozen batch in that log' CODEC(Delta, ZSTD(1)),
    wal_sequence UInt64 COMMENT 'the sequence of its batch in that log' CODEC(Delta, ZSTD(1))
)
ENGINE = MergeTree
ORDER BY (tenant, received_at, wal_id, wal_sequence, event_index)
TTL toDateTime(received_at) + INTERVAL 30 DAY
SETTINGS non_replicated_deduplication_window = 10000;

-- What became of those that somebody sent again. The greatest version is true, so read with FINAL.
CREATE TABLE IF NOT EXISTS quarantine_replays
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    wal_id UInt64 CODEC(ZSTD(1)),
    wal_sequence UInt64 CODEC(ZSTD(1)),
    event_index UInt32 CODEC(ZSTD(1)),
    state Enum8('waiting' = 0, 'replayed' = 1, 'rejected' = 2) CODEC(ZSTD(1)),
    attempts UInt32 CODEC(ZSTD(1)),
    replayed_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    batch_sequence UInt64 COMMENT 'the batch that carried it; its client instance is the one reserved for replays' CODEC(ZSTD(1)),
    message String CODEC(ZSTD(1)),
    version UInt64 CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, wal_id, wal_sequence, event_index)
TTL toDateTime(replayed_at) + INTERVAL 60 DAY;
