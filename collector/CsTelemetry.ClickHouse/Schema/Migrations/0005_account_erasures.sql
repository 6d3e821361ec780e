-- An erasure may be of a whole account, which its receipt, too, names only by a hash; and it reaches the quarantine.
ALTER TABLE erasures ADD COLUMN IF NOT EXISTS target LowCardinality(String) DEFAULT 'user' CODEC(ZSTD(1));

ALTER TABLE erasures ADD COLUMN IF NOT EXISTS quarantine_rows UInt64 DEFAULT 0 CODEC(T64, ZSTD(1));

ALTER TABLE erasing ADD COLUMN IF NOT EXISTS account_id String DEFAULT '';
