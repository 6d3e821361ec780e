namespace CsTelemetry.ClickHouse.Quarantine;

/// <summary>Why an event is in quarantine. The numbers are those of the table.</summary>
public enum QuarantineOrigin
{
    /// <summary>A check rejected it; whoever sent it was told.</summary>
    Rejected = 1,

    /// <summary>It was accepted, and the store refuses its row.</summary>
    Poison = 2,
}
