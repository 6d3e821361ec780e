using CsTelemetry.Wire;

namespace CsTelemetry.Exporting;

/// <summary>Makes batches and orders out of calls. Safe for concurrent use.</summary>
internal sealed class CollectorTransport(ICallTransport calls) : IBatchTransport
{
    public async Task<AttemptResult> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken abort) =>
        CallVerdict.OfBatch(await calls.CallAsync(CollectorMethod.Publish, frame, abort).ConfigureAwait(false));

    public async Task<ForgetAttempt> ForgetAsync(string userId, string? accountId, CancellationToken abort) =>
        ForgetFrame.TryWrite(userId, accountId) is not { } frame
            ? ForgetAttempt.Refused("the user id must have 1 to 256 bytes of UTF-8, and the account id at most 256")
            : CallVerdict.OfForget(await calls.CallAsync(CollectorMethod.Forget, frame, abort).ConfigureAwait(false));

    public void Dispose() => calls.Dispose();
}
