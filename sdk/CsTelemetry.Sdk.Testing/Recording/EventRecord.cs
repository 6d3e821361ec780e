namespace CsTelemetry.Testing.Recording;

/// <summary>Keeps events in the order they came in. Safe for any number of threads.</summary>
internal sealed class EventRecord
{
    private readonly object _gate = new();
    private List<RecordedEvent> _events = [];

    public void Add(IEnumerable<RecordedEvent> events)
    {
        lock (_gate)
        {
            // A list that was handed out stays as it is.
            _events = [.. _events, .. events];
        }
    }

    /// <summary>Takes one user's events away, as a collector does that is to forget them.</summary>
    public void Forget(string userId, string? accountId)
    {
        lock (_gate)
        {
            _events = [.. _events.Where(one => one.UserId != userId || !(string.IsNullOrEmpty(accountId) || one.AccountId == accountId))];
        }
    }

    public IReadOnlyList<RecordedEvent> Read()
    {
        lock (_gate)
        {
            return _events;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _events = [];
        }
    }
}
