using System.Globalization;
using CsTelemetry.Exporting;
using CsTelemetry.Testing.Reading;
using CsTelemetry.Wire;

namespace CsTelemetry.Testing.Recording;

/// <summary>Takes every batch at once and keeps its events.</summary>
internal sealed class InMemoryTransport(EventRecord record) : IBatchTransport
{
    private int _receipts;

    public Task<AttemptResult> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken abort)
    {
        var batch = BatchReader.Read(frame.Span[BatchFrame.GrpcHeaderBytes..]) ?? throw new InvalidOperationException("The client wrote a batch that cannot be read.");
        record.Add(batch.Events);
        return Task.FromResult(AttemptResult.Answered(new PublishReply(batch.BatchSequence, (uint)batch.Events.Count, [], null, false)));
    }

    public Task<ForgetAttempt> ForgetAsync(string userId, string? accountId, CancellationToken abort)
    {
        record.Forget(userId, accountId);
        return Task.FromResult(ForgetAttempt.Taken(string.Create(CultureInfo.InvariantCulture, $"receipt-{Interlocked.Increment(ref _receipts)}")));
    }

    public void Dispose()
    {
    }
}
