using CsTelemetry.Adoption.Components;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Acting;

/// <summary>Chooses how many more active people are worth proposing: one, and as many as reach all there is to gain.</summary>
internal static class PeopleCounts
{
    public static IEnumerable<int> Of(Trial trial)
    {
        var free = trial.FreeSeats;
        if (free == 0 || Value(trial.Basis) is not { } now)
        {
            return [];
        }

        var best = Value(With(trial, free)) ?? now;
        if (best <= now)
        {
            return [1];
        }

        // Reach and footprint never fall with people, so the fewest that give the best value can be halved in on.
        var (low, high) = (1, free);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Value(With(trial, middle)) >= best ? (low, middle) : (middle + 1, high);
        }

        return low == 1 ? [1] : [1, low];
    }

    /// <summary>Computes what the score would be a function of with so many more people active; those who were active before come first.</summary>
    public static ScoreBasis With(Trial trial, int people) =>
        trial.With(Newcomers(trial).Take(people).Select(person => Doing.Busy(person, 1)));

    private static IEnumerable<UserUsage> Newcomers(Trial trial) => trial.Lapsed.Concat(Enumerable.Range(0, int.MaxValue).Select(Doing.Somebody));

    private static double? Value(ScoreBasis basis) => ScoreComponents.For(basis.Measures)[0].X(basis);
}
