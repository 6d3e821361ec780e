namespace CsTelemetry.Adoption.Explaining;

/// <summary>Names how far an account has come with a core feature in the last 84 days.</summary>
public enum CoreFeatureStatus
{
    /// <summary>Used often enough on enough days, by the account's people together.</summary>
    Adopted,

    /// <summary>Used, but not often enough.</summary>
    Tried,

    /// <summary>Not used.</summary>
    Unused,

    /// <summary>Not in the account's plan, and not adopted outside it: costs nothing.</summary>
    NotEntitled,
}
