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
