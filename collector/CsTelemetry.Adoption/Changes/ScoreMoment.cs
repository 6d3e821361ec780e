using CsTelemetry.Adoption.Usage;
using CsTelemetry.Adoption.Versions;

namespace CsTelemetry.Adoption.Changes;

/// <summary>Holds all that one account's score at a day was a function of: data, seats and entitlements, configuration.</summary>
/// <param name="Usage">The usage up to the day. Of use and entitlement it lists the core features of every model that takes part in a comparison.</param>
/// <param name="AsOf">The complete day that has age 0.</param>
/// <param name="Model">The model version.</param>
public sealed record ScoreMoment(AccountUsage Usage, DateOnly AsOf, ScoreModel Model);
