namespace CsTelemetry.ClickHouse.Scores;

/// <summary>
/// Says which events were seen: of each log, those of its frozen batches up to one. A collector inserts the batches of its log one after the
/// other, so what lies before a batch that has landed is complete. Immutable.
/// </summary>
/// <param name="Batches">By log id, the first sequence of the last frozen batch that was seen.</param>
public sealed record LogHorizon(IReadOnlyDictionary<ulong, ulong> Batches)
{
    /// <summary>Gets the horizon before which nothing lies.</summary>
    public static LogHorizon None { get; } = new(new Dictionary<ulong, ulong>());

    /// <summary>Gets the logs in order.</summary>
    public IReadOnlyList<ulong> Logs => [.. Batches.Keys.Order()];

    /// <summary>Gets the batches in the order of <see cref="Logs"/>.</summary>
    public IReadOnlyList<ulong> LastBatches => [.. Batches.OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    /// <summary>Makes a horizon from two lists of the same length.</summary>
    public static LogHorizon Of(IReadOnlyList<ulong> logs, IReadOnlyList<ulong> batches) =>
        new(logs.Zip(batches).ToDictionary(pair => pair.First, pair => pair.Second));

    /// <summary>Makes the horizon that lies at the further of both in each log.</summary>
    public LogHorizon Furthest(LogHorizon other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var batches = Batches.ToDictionary();
        foreach (var (log, batch) in other.Batches)
        {
            batches[log] = Math.Max(batch, batches.GetValueOrDefault(log));
        }

        return new LogHorizon(batches);
    }

    /// <summary>Tells whether both say the same.</summary>
    public bool IsSameAs(LogHorizon other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Batches.Count == other.Batches.Count && Batches.All(pair => other.Batches.TryGetValue(pair.Key, out var batch) && batch == pair.Value);
    }
}
