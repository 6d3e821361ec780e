namespace CsTelemetry.ClickHouse.Landing;

/// <summary>Remembers, for one shard, how far each log had landed at the search before the last one.</summary>
internal sealed class DuplicateMarks
{
    private List<(ulong Log, ulong Batch)> _before = [];
    private List<(ulong Log, ulong Batch)> _last = [];

    /// <summary>Answers what the next search goes by: by the marks, or, at first, by when things were received.</summary>
    /// <param name="now">The logs that there are now; all of one that is new is looked at.</param>
    /// <param name="since">The moment for the first search.</param>
    public ClickHouseParameters Parameters(List<(ulong Log, ulong Batch)> now, DateTimeOffset since) => new()
    {
        { "least", now.Select(mark => _before.Find(before => before.Log == mark.Log).Batch).DefaultIfEmpty().Min() },
        // An empty list has no type: a log that does not exist stands for none.
        { "logs", _before.Select(mark => mark.Log).DefaultIfEmpty() },
        { "marks", _before.Select(mark => mark.Batch).DefaultIfEmpty() },
        { "since", _before.Count == 0 ? since : DateTimeOffset.UnixEpoch },
    };

    /// <summary>Takes the marks that were read before the days were.</summary>
    public void Move(List<(ulong Log, ulong Batch)> now) => (_before, _last) = (_last, now);
}
