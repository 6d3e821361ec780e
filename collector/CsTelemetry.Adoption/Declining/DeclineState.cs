namespace CsTelemetry.Adoption.Declining;

/// <summary>Names what can be said about an account's decline.</summary>
public enum DeclineState
{
    /// <summary>Too few seats or people to tell a decline from chance.</summary>
    TooSmall,

    /// <summary>Too few weeks to know what is usual.</summary>
    TooYoung,

    /// <summary>Nothing beyond chance.</summary>
    Steady,

    /// <summary>Fewer people, week after week, than chance explains.</summary>
    Declining,
}
