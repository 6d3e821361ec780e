namespace CsTelemetry.Adoption.Metrics;

/// <summary>Estimates how long it takes until something happens when it has not happened to everybody yet.</summary>
public static class KaplanMeier
{
    // 97.5 % of the normal distribution lie below.
    private const double Normal = 1.959963984540054;

    // Shares are products of fractions: what is a half but for rounding is a half.
    private const double Rounding = 1e-12;

    /// <summary>Estimates the curve; at equal days events come before censoring.</summary>
    /// <param name="watched">Who was watched for how long, in any order.</param>
    /// <exception cref="ArgumentOutOfRangeException">Somebody was watched for fewer than 0 days.</exception>
    public static SurvivalCurve Of(IEnumerable<Survival> watched)
    {
        var all = watched.OrderBy(one => one.Days).ToArray();
        if (all.Length > 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(all[0].Days);
        }

        var points = new List<SurvivalPoint>();
        var (waiting, greenwood, atRisk) = (1d, 0d, all.Length);
        foreach (var day in all.GroupBy(one => one.Days))
        {
            var (events, leaving) = (day.Count(one => one.Happened), day.Count());
            if (events > 0)
            {
                waiting *= 1 - ((double)events / atRisk);
                greenwood += events == atRisk ? 0 : events / ((double)atRisk * (atRisk - events));
                points.Add(Point(day.Key, atRisk, events, waiting, waiting * Math.Sqrt(greenwood)));
            }

            atRisk -= leaving;
        }

        int? After(double share) => points.Find(point => point.Waiting <= 1 - share + Rounding)?.Days;
        return new SurvivalCurve(all.Length, all.Count(one => one.Happened), After(.25), After(.5), After(.75), points);
    }

    private static SurvivalPoint Point(int days, int atRisk, int events, double waiting, double error) =>
        new(days, atRisk, events, waiting, error, Math.Max(0, waiting - (Normal * error)), Math.Min(1, waiting + (Normal * error)));
}
