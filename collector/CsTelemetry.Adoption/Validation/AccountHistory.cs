namespace CsTelemetry.Adoption.Validation;

/// <summary>Holds all that one account's people ever did.</summary>
/// <param name="AccountId">The account's id, unique within its tenant.</param>
/// <param name="FirstDay">The day on which it was first seen.</param>
/// <param name="Uses">Its value events, in any order; rows of one person, feature and day are summed.</param>
public sealed record AccountHistory(string AccountId, DateOnly FirstDay, IReadOnlyList<DayUse> Uses);
