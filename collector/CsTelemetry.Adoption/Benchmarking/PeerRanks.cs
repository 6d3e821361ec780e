using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Targets;

namespace CsTelemetry.Adoption.Benchmarking;

/// <summary>Ranks accounts among their peers. "CsTelemetry adoption model 1.0", Benchmark. Pure; thread-safe.</summary>
public static class PeerRanks
{
    /// <summary>The fewest accounts of a group that is shown: 5.</summary>
    public const int MinAccounts = 5;

    /// <summary>Ranks every scored account within its segment.</summary>
    /// <param name="scores">The portfolio's scores, all of one day and model.</param>
    /// <returns>The rank of each scored account by its id.</returns>
    public static IReadOnlyDictionary<string, PeerRank> Of(IEnumerable<AdoptionScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var ranks = new Dictionary<string, PeerRank>(StringComparer.Ordinal);
        foreach (var segment in scores.Where(score => score.Score is not null).GroupBy(score => score.Segment, StringComparer.Ordinal))
        {
            var points = segment.Select(score => score.Score!.Value).Order().ToArray();
            var median = Percentile.Of(points, .5);
            foreach (var score in segment)
            {
                ranks.Add(score.AccountId, points.Length < MinAccounts
                    ? new PeerRank(segment.Key, points.Length, null, null)
                    : new PeerRank(segment.Key, points.Length, Rank(points, score.Score!.Value), median));
            }
        }

        return ranks;
    }

    private static double Rank(double[] sorted, double score)
    {
        var (low, high) = (FirstAtLeast(sorted, score), FirstAtLeast(sorted, Math.BitIncrement(score)));
        return 100 * (low + ((high - low - 1) / 2d)) / (sorted.Length - 1);
    }

    private static int FirstAtLeast(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
