namespace CsTelemetry.Adoption.Metrics;

/// <summary>Says how an account stands to a feature as of a day. "Period" is the feature's natural period, which ends with that day.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Feature">The feature.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Entitled">Whether it may use the feature; null when that is not known, which counts as yes.</param>
/// <param name="EligibleSeats">The seats that may use it; null when unknown.</param>
/// <param name="Adopters">Its adopters, of the role that is meant if one is.</param>
/// <param name="ActiveUsers">Who used it within the period.</param>
/// <param name="UsersEver">Who ever used it.</param>
/// <param name="Uses">Its uses within the period.</param>
/// <param name="FirstDay">The first day of use; null when there was none.</param>
/// <param name="LastDay">The last day of use; null when there was none.</param>
public sealed record AccountFeature(
    string AccountId,
    string Feature,
    FeatureStatus Status,
    bool? Entitled,
    double? EligibleSeats,
    int Adopters,
    int ActiveUsers,
    int UsersEver,
    long Uses,
    DateOnly? FirstDay,
    DateOnly? LastDay)
{
    /// <summary>Gets adopters / eligible seats; null when seats are unknown or none, or the status is no zero. Above 1 when more people than seats adopted it.</summary>
    public double? Rate => Status is FeatureStatus.NotEntitled or FeatureStatus.NotInstrumented || EligibleSeats is not > 0 ? null : Adopters / EligibleSeats;
}
