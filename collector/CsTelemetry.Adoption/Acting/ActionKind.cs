namespace CsTelemetry.Adoption.Acting;

/// <summary>Names what could be done for an account.</summary>
public enum ActionKind
{
    /// <summary>Have one core feature adopted.</summary>
    UseFeature,

    /// <summary>Have people who went silent come back.</summary>
    ReturnPeople,

    /// <summary>Have more people active.</summary>
    MorePeople,

    /// <summary>Have the next week active as well.</summary>
    ActiveWeek,

    /// <summary>Have others than the busiest person use the product more.</summary>
    SpreadUse,

    /// <summary>Have everybody use the product more.</summary>
    MoreUse,
}
