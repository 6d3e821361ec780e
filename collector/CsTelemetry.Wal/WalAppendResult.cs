namespace CsTelemetry.Wal;

/// <summary>Answers an append.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Sequence">The record's position, 1 or more; 0 unless <see cref="WalAppendStatus.Durable"/>.</param>
public readonly record struct WalAppendResult(WalAppendStatus Status, long Sequence)
{
    /// <summary>Tells whether the record is on stable storage.</summary>
    public bool IsDurable => Status == WalAppendStatus.Durable;

    internal static WalAppendResult Full => new(WalAppendStatus.Full, 0);

    internal static WalAppendResult Failed => new(WalAppendStatus.Failed, 0);

    internal static WalAppendResult Durable(long sequence) => new(WalAppendStatus.Durable, sequence);
}
