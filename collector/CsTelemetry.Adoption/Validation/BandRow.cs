using CsTelemetry.Adoption.Bands;

namespace CsTelemetry.Adoption.Validation;

/// <summary>Holds the account-months of one band.</summary>
/// <param name="Band">The band, by the edges alone.</param>
/// <param name="Snapshots">The account-months in it.</param>
/// <param name="LostShare">The share that was lost, 0 to 1; null when the band is empty.</param>
public sealed record BandRow(AdoptionBand Band, int Snapshots, Estimate? LostShare);
