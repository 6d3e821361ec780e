using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Accepting;

/// <summary>
/// Remembers which batches are on disk, so that a retry is not counted twice: for 72 hours after a client's last
/// batch, in memory that grows with the number of clients, not of batches. Thread-safe.
/// </summary>
internal sealed class BatchMemory(TimeProvider time)
{
    public static readonly TimeSpan KeepFor = TimeSpan.FromHours(72);

    /// <summary>How many clients are remembered at the most; beyond, those not seen for longest are forgotten.</summary>
    public const int MaxClientCount = 200_000;

    // The clock is read once and then counted on: were it set forward by a week, the memory would be gone at once and every retry
    // counted twice. A time in the future, written down under such a clock, is believed: it only keeps a client for longer.
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly long _started = time.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Tenant, ulong Client), ClientBatches> _clients = [];
    private readonly Dictionary<BatchIdentity, TaskCompletionSource> _inProgress = [];

    public int ClientCount
    {
        get
        {
            lock (_gate)
            {
                return _clients.Count;
            }
        }
    }

    private DateTimeOffset Now => _startedAt + time.GetElapsedTime(_started);

    public BatchClaim Claim(BatchIdentity identity)
    {
        lock (_gate)
        {
            if (_inProgress.TryGetValue(identity, out var owner))
            {
                return new BatchClaim(BatchClaimState.InProgress, [], owner.Task);
            }

            if (_clients.TryGetValue((identity.Tenant, identity.ClientInstanceId), out var client) && client.Sequences.Contains(identity.BatchSequence))
            {
                return new BatchClaim(BatchClaimState.Repeated, client.RejectedOf(identity.BatchSequence), null);
            }

            _inProgress.Add(identity, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            return BatchClaim.New;
        }
    }

    /// <summary>The owned batch is on disk.</summary>
    public void Confirm(BatchIdentity identity, IReadOnlyList<RejectedIndex> rejected)
    {
        lock (_gate)
        {
            Add(identity, rejected, Now);
        }

        Release(identity);
    }

    /// <summary>The owned batch is not on disk; whoever waits may claim it.</summary>
    public void Release(BatchIdentity identity)
    {
        TaskCompletionSource? owner;
        lock (_gate)
        {
            _inProgress.Remove(identity, out owner);
        }

        owner?.SetResult();
    }

    /// <summary>Completes when every batch that is on its way into the log now has been confirmed or released.</summary>
    public Task ClaimsSettledAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_inProgress.Values.Select(owner => owner.Task).ToArray());
        }
    }

    /// <summary>Takes in a batch that was found in the log at start. False if it was known already.</summary>
    public bool Recover(BatchIdentity identity, IReadOnlyList<RejectedIndex> rejected, DateTimeOffset receivedAt)
    {
        lock (_gate)
        {
            if (_clients.TryGetValue((identity.Tenant, identity.ClientInstanceId), out var client) && client.Sequences.Contains(identity.BatchSequence))
            {
                return false;
            }

            Add(identity, rejected, receivedAt);
            return true;
        }
    }

    /// <summary>Takes in a client that was written down before.</summary>
    public void Restore(ClientBatches client)
    {
        lock (_gate)
        {
            _clients[(client.Tenant, client.ClientInstanceId)] = client;
        }
    }

    /// <summary>Forgets the clients that have been silent for 72 hours, then returns what is left, to be written down.</summary>
    public IReadOnlyList<ClientBatches> ExpireAndList()
    {
        var oldest = Now - KeepFor;
        lock (_gate)
        {
            foreach (var (key, client) in _clients)
            {
                if (client.LastSeen < oldest)
                {
                    _clients.Remove(key);
                }
            }

            return [.. _clients.Values.Select(client => client.Copy())];
        }
    }

    private void Add(BatchIdentity identity, IReadOnlyList<RejectedIndex> rejected, DateTimeOffset seen)
    {
        var key = (identity.Tenant, identity.ClientInstanceId);
        if (!_clients.TryGetValue(key, out var client))
        {
            MakeRoom();
            client = new ClientBatches(identity.Tenant, identity.ClientInstanceId);
            _clients.Add(key, client);
        }

        client.Add(identity.BatchSequence, rejected, seen);
    }

    // A tenth at a time, so that the search for the oldest is not done for every new client.
    private void MakeRoom()
    {
        if (_clients.Count < MaxClientCount)
        {
            return;
        }

        foreach (var client in _clients.Values.OrderBy(client => client.LastSeen).Take(MaxClientCount / 10).ToList())
        {
            _clients.Remove((client.Tenant, client.ClientInstanceId));
        }
    }
}
