using CsTelemetry.Exporting;
using CsTelemetry.Wire;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>A transport that takes every batch and keeps none.</summary>
internal sealed class CountingTransport : IBatchTransport
{
    public Task<AttemptResult> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken abort)
    {
        var (sequence, events) = Read(frame.Span[BatchFrame.GrpcHeaderBytes..]);
        return Task.FromResult(AttemptResult.Answered(new PublishReply(sequence, events, [], null, false)));
    }

    public Task<ForgetAttempt> ForgetAsync(string userId, string? accountId, CancellationToken abort) =>
        Task.FromResult(ForgetAttempt.Refused("not here"));

    public void Dispose()
    {
    }

    private static (ulong Sequence, uint Events) Read(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        var (sequence, events) = (0UL, 0U);
        while (!reader.AtEnd)
        {
            Assert.True(reader.TryTag(out var field, out var wireType));
            if (field == 2)
            {
                Assert.True(reader.TryFixed64(out sequence));
                continue;
            }

            events += field == 5 ? 1U : 0;
            Assert.True(reader.TrySkip(wireType));
        }

        return (sequence, events);
    }
}
