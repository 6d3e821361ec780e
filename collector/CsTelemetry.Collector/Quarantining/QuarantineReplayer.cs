using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Receiving;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Collector.Quarantining;

/// <summary>
/// Sends events out of quarantine through the intake again, each as a batch of its own of the client instance that is
/// reserved for it: they are checked as if they came now, and land once however often this is repeated. Thread-safe.
/// </summary>
internal sealed class QuarantineReplayer(QuarantineStore store, PublishHandler intake, PublishMessages messages, TimeProvider time)
{
    /// <summary>How many events one call may send.</summary>
    public const int MaxItemCount = 500;

    private const int AtOnce = 32;

    /// <param name="caller">Who orders it; may the key backfill, late events are accepted.</param>
    /// <param name="items">At most <see cref="MaxItemCount"/>, each once.</param>
    /// <param name="cancellationToken">Ends the wait; what was accepted until then stays accepted.</param>
    public async Task<IReadOnlyList<ReplayResult>> RunAsync(Caller caller, IReadOnlyList<ReplayItem> items, CancellationToken cancellationToken)
    {
        var entries = await store.FindAsync(caller.Tenant, [.. items.Select(item => item.Id)], cancellationToken);
        using var places = new SemaphoreSlim(AtOnce);
        var results = await Task.WhenAll(items.Select(item => AtPlaceAsync(places, caller, item, entries.GetValueOrDefault(item.Id), cancellationToken)));

        // Noted after they are durable: should this fail, the next call sends the same batches, which are then recognised.
        var ended = results.Where(result => result.Outcome is ReplayOutcome.Accepted or ReplayOutcome.Rejected).ToList();
        if (ended.Count > 0)
        {
            await store.MarkAsync(caller.Tenant, [.. ended.Select(result => (result.Id, Mark(result, entries[result.Id])))], cancellationToken);
        }

        return results;
    }

    private async Task<ReplayResult> AtPlaceAsync(SemaphoreSlim places, Caller caller, ReplayItem item, QuarantineEntry? entry, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken);
        try
        {
            return entry switch
            {
                null => new ReplayResult(item.Id, ReplayOutcome.NotFound, "No such event is in the tenant's quarantine; it may have been kept long enough."),
                { Replay.State: ReplayState.Replayed } => new ReplayResult(item.Id, ReplayOutcome.AlreadyReplayed, $"It was replayed at {entry.Replay.At:O}."),
                _ => await SendAsync(caller, item, entry),
            };
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<ReplayResult> SendAsync(Caller caller, ReplayItem item, QuarantineEntry entry)
    {
        try
        {
            var answer = await intake.PublishAsync(messages.Copy(Request(entry, EventText.Mended(entry.Event.Event, item.Patch))), caller);
            return answer.Rejected is [var rejection, ..]
                ? new ReplayResult(item.Id, ReplayOutcome.Rejected, $"{rejection.Code}: {rejection.Message}")
                : new ReplayResult(item.Id, ReplayOutcome.Accepted, "");
        }
        catch (InvalidDataException exception)
        {
            return new ReplayResult(item.Id, ReplayOutcome.Unusable, exception.Message);
        }
        catch (GrpcException exception) when (exception.Code is GrpcStatusCode.ResourceExhausted or GrpcStatusCode.Unavailable)
        {
            return new ReplayResult(item.Id, ReplayOutcome.PutOff, exception.Message);
        }
        catch (GrpcException exception)
        {
            return new ReplayResult(item.Id, ReplayOutcome.Unusable, exception.Message);
        }
    }

    private static PublishRequest Request(QuarantineEntry entry, Event mended)
    {
        var name = ReplayIdentity.Of(entry.Event.Id, entry.Replay.Attempts + 1);
        mended.Sequence = name;
        var source = entry.Event.Source;
        return new PublishRequest
        {
            ClientInstanceId = QuarantineReplay.ClientInstanceId,
            BatchSequence = name,
            Resource = new Resource { Sdk = source.Sdk, Application = source.Application, ApplicationVersion = source.ApplicationVersion, Environment = source.Environment },
            Events = { mended },
        };
    }

    private QuarantineReplay Mark(ReplayResult result, QuarantineEntry entry)
    {
        var attempt = entry.Replay.Attempts + 1;
        var state = result.Outcome == ReplayOutcome.Accepted ? ReplayState.Replayed : ReplayState.Rejected;
        return new QuarantineReplay(state, attempt, time.GetUtcNow(), ReplayIdentity.Of(entry.Event.Id, attempt), result.Message);
    }
}
