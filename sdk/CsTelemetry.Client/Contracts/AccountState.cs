namespace CsTelemetry.Client.Contracts;

/// <summary>Whether an account carries a score, and if not, why. Missing data is never a zero.</summary>
public enum AccountState
{
    /// <summary>One that a newer collector knows and this version does not. Never sent.</summary>
    Unknown,

    /// <summary>There is a score.</summary>
    Scored,

    /// <summary>Younger than 30 days.</summary>
    Onboarding,

    /// <summary>Too little is known: the available weights are below .6.</summary>
    InsufficientData,

    /// <summary>Nothing has been reported for 7 days: silence of the SDK, not of the people.</summary>
    Stale,

    /// <summary>An internal or test account.</summary>
    Excluded,
}
