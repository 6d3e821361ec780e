namespace CsTelemetry.Adoption.Targets;

/// <summary>Takes percentiles with linear interpolation at p·(n − 1). "CsTelemetry adoption model 1.0", Targets.</summary>
internal static class Percentile
{
    /// <summary>Takes the percentile of values in any order; null when there are none.</summary>
    /// <param name="values">The values.</param>
    /// <param name="share">p, 0 to 1.</param>
    public static double? Of(IEnumerable<double> values, double share)
    {
        var sorted = values.ToArray();
        if (sorted.Length == 0)
        {
            return null;
        }

        Array.Sort(sorted);
        var position = share * (sorted.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
