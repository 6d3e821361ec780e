-- From which day on scores of a tenant wait to be computed again, because something that touches many of them became known
-- or came late. The newest row of each tenant is true. No account is named: a start computes all of them again from that day on.
CREATE TABLE IF NOT EXISTS score_backlog
(
    tenant LowCardinality(String) CODEC(ZSTD(1)),
    is_open Bool COMMENT 'false when nothing waits any more' CODEC(ZSTD(1)),
    from_day Date CODEC(ZSTD(1)),
    recorded_at DateTime64(6, 'UTC') DEFAULT now64(6) CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(recorded_at)
ORDER BY tenant;
