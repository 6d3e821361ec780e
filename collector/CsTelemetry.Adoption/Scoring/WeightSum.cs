namespace CsTelemetry.Adoption.Scoring;

/// <summary>Compares sums of weights, which are a bit off their decimal value.</summary>
internal static class WeightSum
{
    // The weights have two decimals; 10⁻⁹ is far below any difference between them and far above rounding.
    private const double Tolerance = 1e-9;

    /// <summary>Tells whether a sum of weights reaches a limit, taking .6 made of .25 + .20 + .10 + .05 for .6.</summary>
    public static bool Reaches(double sum, double limit) => sum >= limit - Tolerance;
}
