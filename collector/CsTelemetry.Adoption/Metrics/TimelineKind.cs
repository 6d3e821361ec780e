namespace CsTelemetry.Adoption.Metrics;

/// <summary>Tells what happened to an account.</summary>
public enum TimelineKind
{
    /// <summary>The account began.</summary>
    Started,

    /// <summary>It was seen in an event for the first time.</summary>
    FirstSeen,

    /// <summary>A feature was used for the first time.</summary>
    FirstUse,

    /// <summary>A feature became adopted.</summary>
    Adopted,

    /// <summary>A feature that had been adopted has not been used for its natural period.</summary>
    Cliff,

    /// <summary>A feature is used again after a cliff.</summary>
    UsedAgain,

    /// <summary>The product had a release.</summary>
    Release,

    /// <summary>The plan changed.</summary>
    Plan,

    /// <summary>The seats changed.</summary>
    Seats,

    /// <summary>An entitlement of the account's own changed.</summary>
    Entitlement,

    /// <summary>A person's role changed.</summary>
    Role,
}
