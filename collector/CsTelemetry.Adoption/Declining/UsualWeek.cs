namespace CsTelemetry.Adoption.Declining;

/// <summary>
/// Says what is usual for an account's weeks, on a scale on which chance has the same size everywhere: 2·√(n + ½)·asin √((w + ⅜)/(n + ¾))
/// of w people of n seats has the variance 1 when each person comes or not by chance (2·√(w + ⅜) when seats are unknown). In plain counts
/// a nearly full account would raise alarms too often, for it can only fall.
/// </summary>
internal readonly record struct UsualWeek(double Mean, double Deviation, int Weeks)
{
    public static double Scale(int people, double? seats)
    {
        if (seats is not { } known)
        {
            return 2 * Math.Sqrt(people + .375);
        }

        var n = Math.Max(known, people);
        return 2 * Math.Sqrt(n + .5) * Math.Asin(Math.Sqrt((people + .375) / (n + .75)));
    }

    /// <summary>Takes the mean and the dispersion of scaled weeks: the own one shrunk to the binomial's 1, and never below the own one.</summary>
    public static UsualWeek Of(ReadOnlySpan<double> weeks, DeclineRule rule)
    {
        var mean = 0d;
        foreach (var week in weeks)
        {
            mean += week / weeks.Length;
        }

        var squares = 0d;
        foreach (var week in weeks)
        {
            squares += (week - mean) * (week - mean);
        }

        var own = squares / (weeks.Length - 1);
        var shrunk = (squares + rule.ShrinkageWeeks) / (weeks.Length - 1 + rule.ShrinkageWeeks);
        return new UsualWeek(mean, Math.Sqrt(Math.Max(own, shrunk)), weeks.Length);
    }

    /// <summary>Tells how far a week lies above the usual, in standard deviations; the usual is taken a little lower because it is estimated.</summary>
    public double Z(double week, DeclineRule rule) =>
        ((week - Mean) / Deviation) + (rule.MeanAllowance / Math.Sqrt(Weeks));
}
