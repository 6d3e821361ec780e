-- The receipts of erasures. The user is named only by a hash that is salted with the receipt's id. A receipt is
-- written when its order is begun, when it is done, and when the write-ahead log no longer holds the data: the
-- greatest version is true, so read with FINAL.
CREATE TABLE IF NOT EXISTS erasures
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    receipt_id String CODEC(ZSTD(1)),
    account_id String CODEC(ZSTD(1)),
    user_sha256 String CODEC(ZSTD(1)),
    ordered_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    done_at Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    log_cleared_at Nullable(DateTime64(3, 'UTC')) CODEC(ZSTD(1)),
    raw_rows UInt64 CODEC(T64, ZSTD(1)),
    rollup_rows UInt64 CODEC(T64, ZSTD(1)),
    attribute_rows UInt64 CODEC(T64, ZSTD(1)),
    remaining_rows UInt64 CODEC(T64, ZSTD(1)),
    version UInt64 CODEC(T64, ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (tenant, receipt_id);

-- Who is being erased right now; emptied after each erasure. Deletions look the user up here, because the server
-- keeps the text of its last mutations.
CREATE TABLE IF NOT EXISTS erasing
(
    receipt_id String,
    user_id String
)
ENGINE = MergeTree
ORDER BY receipt_id;
