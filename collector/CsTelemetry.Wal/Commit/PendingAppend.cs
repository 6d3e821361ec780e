using CsTelemetry.Wal.Format;

namespace CsTelemetry.Wal.Commit;

/// <summary>Is one append between its call and its answer. The caller's memory is read until it is answered.</summary>
internal sealed class PendingAppend(ReadOnlyMemory<byte> payload, bool isControl, bool startsSegment = false)
{
    private readonly TaskCompletionSource<WalAppendResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReadOnlyMemory<byte> Payload => payload;

    // On the caller's thread, so that many callers share the work.
    public uint PayloadCrc { get; } = Crc32C.Of(payload.Span);

    /// <summary>Gets whether it may use the reserve.</summary>
    public bool IsControl => isControl;

    /// <summary>Gets whether everything before it is to be in sealed segments.</summary>
    public bool StartsSegment => startsSegment;

    /// <summary>Gets the bytes it takes in a segment.</summary>
    public int RecordBytes => RecordHeader.Bytes + payload.Length;

    public Task<WalAppendResult> Answered => _answer.Task;

    /// <summary>Answers; false when it had been answered before.</summary>
    public bool TryAnswer(WalAppendResult result) => _answer.TrySetResult(result);
}
