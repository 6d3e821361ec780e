namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Says what the supervisor of the embedded server is doing.</summary>
public enum EmbeddedState
{
    /// <summary>Made, not started.</summary>
    New,

    /// <summary>Waiting for the first answer of the first process.</summary>
    Starting,

    /// <summary>The server answers.</summary>
    Running,

    /// <summary>The server ended by itself; another start is due or under way. Clients see transient errors.</summary>
    Restarting,

    /// <summary>Waiting for the clean end.</summary>
    Stopping,

    /// <summary>Ended; nothing of it runs.</summary>
    Stopped,
}
