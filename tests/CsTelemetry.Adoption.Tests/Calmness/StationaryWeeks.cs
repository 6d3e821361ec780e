namespace CsTelemetry.Adoption.Tests.Calmness;

/// <summary>Makes up accounts whose people come each week with a chance of their own that never changes.</summary>
internal sealed class StationaryWeeks(int seed)
{
    private readonly Random _dice = new(seed);

    /// <summary>Weekly active people. Each person's chance lies around the mean; from a week on, the chance slides to 60 % over 8 weeks.</summary>
    public int[] Make(int seats, double mean, int weeks, int? slideFrom = null)
    {
        var chances = Enumerable.Range(0, seats).Select(_ => Chance(mean)).ToArray();
        return [.. Enumerable.Range(0, weeks).Select(week => chances.Count(chance => _dice.NextDouble() < chance * Left(week, slideFrom)))];
    }

    // A uniform spread of ± .2, cut at 0 and 1: some always come, some seldom.
    private double Chance(double mean) => Math.Clamp(mean + (.4 * (_dice.NextDouble() - .5)), .02, .98);

    private static double Left(int week, int? slideFrom) =>
        slideFrom is not { } from || week < from ? 1 : Math.Max(.6, 1 - (.4 * (week - from + 1) / 8));
}
