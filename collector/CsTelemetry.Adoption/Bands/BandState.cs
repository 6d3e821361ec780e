namespace CsTelemetry.Adoption.Bands;

/// <summary>Holds an account's band between weekly evaluations: all that the next one needs to know.</summary>
/// <param name="Band">The band that is shown; null before the first score.</param>
/// <param name="Pending">The band that the last evaluations point to; null when they confirm the one shown.</param>
/// <param name="Count">How many evaluations in a row have pointed beyond the same edge.</param>
public readonly record struct BandState(AdoptionBand? Band, AdoptionBand? Pending = null, int Count = 0);
