namespace CsTelemetry.Adoption.Validation;

/// <summary>Holds one person's value events on one feature on one day: a row of the daily rollup.</summary>
/// <param name="UserId">The person's id, unique within the account.</param>
/// <param name="Feature">The feature's key.</param>
/// <param name="Day">The account-local day.</param>
/// <param name="Events">The value events, 1 or more.</param>
public readonly record struct DayUse(string UserId, string Feature, DateOnly Day, long Events);
