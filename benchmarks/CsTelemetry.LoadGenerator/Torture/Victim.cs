namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>Who is killed.</summary>
internal enum Victim
{
    /// <summary>The collector.</summary>
    Collector,

    /// <summary>ClickHouse.</summary>
    Store,

    /// <summary>Both at the same moment.</summary>
    Both,
}
