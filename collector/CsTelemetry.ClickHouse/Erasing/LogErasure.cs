namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>What one log, of another collector than the one that took the order, had to do with it.</summary>
/// <param name="ReceiptId">Names the order.</param>
/// <param name="Log">The log.</param>
/// <param name="DoneAt">When a scan found nothing left behind everything that the log had brought; null until then.</param>
/// <param name="LogClearedAt">When the log held nothing from before the order any more; null until then.</param>
/// <param name="RawRows">Events erased.</param>
/// <param name="RollupRows">Rows of the rollup erased.</param>
/// <param name="AttributeRows">Attributes and versions of documents erased.</param>
/// <param name="QuarantineRows">Rejected events erased.</param>
/// <param name="RemainingRows">What the last scan found left.</param>
public sealed record LogErasure(
    string ReceiptId,
    ulong Log,
    DateTimeOffset? DoneAt,
    DateTimeOffset? LogClearedAt,
    long RawRows,
    long RollupRows,
    long AttributeRows,
    long QuarantineRows,
    long RemainingRows)
{
    /// <summary>Gets whether what the log brought is gone.</summary>
    public bool IsDone => DoneAt is not null;

    internal static LogErasure Of(ErasureReceipt receipt, ulong log) => new(
        receipt.ReceiptId, log, receipt.DoneAt, receipt.LogClearedAt, receipt.RawRows, receipt.RollupRows, receipt.AttributeRows, receipt.QuarantineRows, receipt.RemainingRows);

    internal ErasureReceipt On(ErasureSubject subject) => ErasureReceipt.Begin(subject) with
    {
        DoneAt = DoneAt,
        LogClearedAt = LogClearedAt,
        RawRows = RawRows,
        RollupRows = RollupRows,
        AttributeRows = AttributeRows,
        QuarantineRows = QuarantineRows,
        RemainingRows = RemainingRows,
    };
}
