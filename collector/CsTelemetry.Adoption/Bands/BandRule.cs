namespace CsTelemetry.Adoption.Bands;

/// <summary>Holds the edges between bands, and how slowly an account crosses them.</summary>
/// <param name="HealthyFrom">The least healthy score. Default 75 points.</param>
/// <param name="WatchFrom">The least score to watch. Default 50 points.</param>
/// <param name="Margin">How far past an edge a score must be to change the band. Default 3 points; 0 to 25.</param>
/// <param name="Evaluations">How many consecutive weekly evaluations must be so far past it. Default 2; 1 to 52.</param>
public sealed record BandRule(double HealthyFrom = 75, double WatchFrom = 50, double Margin = 3, int Evaluations = 2)
{
    /// <summary>Names the band of a score, 0 to 100, by the edges alone. The score is not rounded first.</summary>
    public AdoptionBand BandOf(double score) =>
        score >= HealthyFrom ? AdoptionBand.Healthy :
        score >= WatchFrom ? AdoptionBand.Watch :
        AdoptionBand.AtRisk;
}
