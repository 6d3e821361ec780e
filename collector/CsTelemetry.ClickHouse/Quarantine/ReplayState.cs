namespace CsTelemetry.ClickHouse.Quarantine;

/// <summary>What became of an event in quarantine. The numbers are those of the table.</summary>
public enum ReplayState
{
    /// <summary>Nobody has sent it again.</summary>
    Waiting = 0,

    /// <summary>It was sent again and accepted.</summary>
    Replayed = 1,

    /// <summary>It was sent again and rejected again; it may be fixed and sent once more.</summary>
    Rejected = 2,
}
