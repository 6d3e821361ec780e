namespace CsTelemetry.Adoption.Bands;

/// <summary>Tells which band a score lies in, by its edges alone. Damping of band changes over time builds on it.</summary>
/// <param name="HealthyFrom">The least healthy score. Default 75 points.</param>
/// <param name="WatchFrom">The least score to watch. Default 50 points.</param>
public sealed record BandRule(double HealthyFrom = 75, double WatchFrom = 50)
{
    /// <summary>Names the band of a score, 0 to 100. The score is not rounded first.</summary>
    public AdoptionBand BandOf(double score) =>
        score >= HealthyFrom ? AdoptionBand.Healthy :
        score >= WatchFrom ? AdoptionBand.Watch :
        AdoptionBand.AtRisk;
}
