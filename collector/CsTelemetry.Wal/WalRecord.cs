namespace CsTelemetry.Wal;

/// <summary>Is one durable record as a cursor hands it out.</summary>
/// <param name="Sequence">Its position; ascending, and after a crash not always by one.</param>
/// <param name="Payload">What was appended. Valid until the cursor's next <see cref="WalCursor.TryRead"/> or its disposal: copy what must live longer.</param>
public readonly record struct WalRecord(long Sequence, ReadOnlyMemory<byte> Payload);
