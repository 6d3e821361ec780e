namespace CsTelemetry.ClickHouse.Erasing;

/// <summary>Is one row of <c>erasures</c>: what was ordered, and what became of it. Names whom it is about only by a hash.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="ReceiptId">Names the order.</param>
/// <param name="AccountId">The account it is confined to; empty for all, and where the account itself is erased.</param>
/// <param name="UserHash">See <see cref="ErasureSubject.UserHash"/>.</param>
/// <param name="OrderedAt">When it was given.</param>
/// <param name="DoneAt">When a scan found nothing left; null until then.</param>
/// <param name="LogClearedAt">When the write-ahead log had deleted everything from before the order; null until then.</param>
/// <param name="RawRows">Events erased.</param>
/// <param name="RollupRows">Rows of the rollup erased.</param>
/// <param name="AttributeRows">Attributes, and versions of documents of what is known, erased.</param>
/// <param name="RemainingRows">What the last scan found left.</param>
public sealed record ErasureReceipt(
    string Tenant,
    string ReceiptId,
    string AccountId,
    string UserHash,
    DateTimeOffset OrderedAt,
    DateTimeOffset? DoneAt,
    DateTimeOffset? LogClearedAt,
    long RawRows,
    long RollupRows,
    long AttributeRows,
    long RemainingRows)
{
    /// <summary>Gets whether it is about a whole account, and not about one user.</summary>
    public bool IsAccount { get; init; }

    /// <summary>Gets the rejected events erased.</summary>
    public long QuarantineRows { get; init; }

    /// <summary>Gets whether the store no longer holds what was to be erased.</summary>
    public bool IsDone => DoneAt is not null;

    // A later state of the same receipt replaces an earlier one in the table.
    internal ulong Version => LogClearedAt is not null ? 3UL : IsDone ? 2UL : 1UL;

    /// <summary>Makes the receipt of an order that nothing has been done about.</summary>
    public static ErasureReceipt Begin(ErasureSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return new(subject.Tenant, subject.ReceiptId, subject.IsAccount ? "" : subject.AccountId, subject.UserHash, subject.OrderedAt, null, null, 0, 0, 0, 0)
        {
            IsAccount = subject.IsAccount,
        };
    }

    /// <summary>Notes what a scan before a deletion found; an earlier one may have found more.</summary>
    public ErasureReceipt AtLeast(ErasureScan found) => this with
    {
        RawRows = Math.Max(RawRows, found.RawRows),
        RollupRows = Math.Max(RollupRows, found.RollupRows),
        AttributeRows = Math.Max(AttributeRows, found.AttributeRows),
        QuarantineRows = Math.Max(QuarantineRows, found.QuarantineRows),
        RemainingRows = found.RemainingRows,
    };

    /// <summary>Notes what the scan after the deletion found: rows of the rollup that count what came later were not erased.</summary>
    public ErasureReceipt Finish(ErasureScan left, DateTimeOffset now) => this with
    {
        DoneAt = now,
        RollupRows = Math.Max(0, RollupRows - left.RollupRows),
        RemainingRows = left.RemainingRows,
    };

    /// <summary>Notes that the write-ahead log holds nothing of it any more.</summary>
    public ErasureReceipt Clear(DateTimeOffset now) => this with { LogClearedAt = now };
}
