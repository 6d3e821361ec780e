namespace CsTelemetry.ClickHouse.Landing;

/// <summary>What tells one start of the server from another.</summary>
/// <param name="StartedAt">When it was started, by its own clock, to the second.</param>
/// <param name="QueryCount">How many queries it has seen since.</param>
public readonly record struct ServerLife(DateTimeOffset StartedAt, long QueryCount)
{
    // Uptime has whole seconds. A clock that was set looks like a start, which costs an audit and does no harm.
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(2);

    /// <summary>Whether this can be the same life as an earlier reading.</summary>
    public bool Continues(ServerLife earlier) => (StartedAt - earlier.StartedAt).Duration() <= Blur && QueryCount >= earlier.QueryCount;
}
