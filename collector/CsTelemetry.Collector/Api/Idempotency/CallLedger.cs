using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Idempotency;

namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>
/// Lets one attempt of a call at a time be made, over all collectors of a store, and keeps what it was answered with. Of two attempts that claim the call at
/// once, at least one sees the other and gives way. What an earlier process of this collector claimed died with it. Thread-safe.
/// </summary>
internal sealed class CallLedger(
    IdempotencyStore store, RememberedAnswers remembered, ulong log, IdempotencyLimits limits, IdempotencyMetrics metrics, TimeProvider time, ILogger<CallLedger> logger)
{
    /// <summary>Finds the answer that the call has got, or claims it. One call of the same name at a time.</summary>
    /// <exception cref="ClickHouseException">The store does not answer: nothing was done.</exception>
    public async Task<CallClaim> ClaimAsync(IdempotentCall call)
    {
        if (remembered.Find(call) is { } known)
        {
            return CallClaim.Of(AnswerSeal.Open(call, known));
        }

        var now = time.GetUtcNow();
        var claim = Entry(call, (ulong)Random.Shared.NextInt64(), IdempotencyKind.Claimed, ReadOnlyMemory<byte>.Empty);
        await store.WriteAsync(claim, CancellationToken.None);
        var attempts = await OthersAsync(claim, now);
        if (attempts.Find(attempt => attempt.Kind == IdempotencyKind.Answered) is { } answered)
        {
            var closed = answered.Sealed.ToArray();
            remembered.Keep(call, closed, answered.RecordedAt);
            return CallClaim.Of(AnswerSeal.Open(call, closed));
        }

        if (attempts.Any(attempt => attempt.Log != log))
        {
            await WriteAsync(claim with { Kind = IdempotencyKind.Released });
            return CallClaim.UnderWay;
        }

        return CallClaim.Granted(claim.Attempt);
    }

    /// <summary>Keeps what an attempt was answered with: from now on every repetition is.</summary>
    public async Task AnswerAsync(IdempotentCall call, ulong attempt, KeptAnswer answer)
    {
        var closed = AnswerSeal.Close(call, answer.Write());
        var entry = Entry(call, attempt, IdempotencyKind.Answered, closed);
        remembered.Keep(call, closed, entry.RecordedAt);
        await WriteAsync(entry);
    }

    /// <summary>The attempt has ended without an answer to keep: the call may be made again.</summary>
    public Task ReleaseAsync(IdempotentCall call, ulong attempt) => WriteAsync(Entry(call, attempt, IdempotencyKind.Released, ReadOnlyMemory<byte>.Empty));

    // A claim is never left behind: others would wait for it.
    private async Task<List<IdempotencyEntry>> OthersAsync(IdempotencyEntry claim, DateTimeOffset now)
    {
        try
        {
            return await store.AttemptsAsync(claim.Tenant, claim.Call, now - limits.KeptFor, now - limits.AliveFor, CancellationToken.None);
        }
        catch (ClickHouseException)
        {
            await WriteAsync(claim with { Kind = IdempotencyKind.Released });
            throw;
        }
    }

    private IdempotencyEntry Entry(IdempotentCall call, ulong attempt, IdempotencyKind kind, ReadOnlyMemory<byte> closed) =>
        new(call.Tenant, call.Name, attempt, log, kind, time.GetUtcNow(), closed);

    // What was done is done: its answer goes out, though only this process knows it now.
    private async Task WriteAsync(IdempotencyEntry entry)
    {
        try
        {
            await store.WriteAsync(entry, CancellationToken.None);
        }
        catch (ClickHouseException exception)
        {
            metrics.NotWritten();
            Log.AnswerNotKept(logger, entry.Call, exception);
        }
    }
}
