using CsTelemetry.Adoption.Bands;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Scoring;

namespace CsTelemetry.Collector.Api;

/// <summary>Tells what a version would change of a portfolio. Pure; thread-safe.</summary>
internal static class ModelComparison
{
    private const int MoverCount = 50;

    /// <summary>Puts the scores of both versions side by side.</summary>
    public static ScoreModelPreview Of(PreviewedPortfolio previewed)
    {
        var (before, after) = (previewed.Before.Rows.Select(row => row.Score), previewed.Scores);
        return new ScoreModelPreview(
            previewed.Before.AsOf,
            after.Count,
            before.Count(score => score is not null),
            after.Count(score => score is not null),
            ScoreStatistics.MedianOf(before),
            ScoreStatistics.MedianOf(after),
            [.. Movers(previewed)],
            [.. Flows(previewed)],
            Tenths(before),
            Tenths(after));
    }

    private static IEnumerable<ScoreMover> Movers(PreviewedPortfolio previewed) => previewed.Before.Rows
        .Zip(previewed.Scores)
        .Where(pair => pair.First.Score is not null && pair.Second is not null)
        .Select(pair => new ScoreMover(pair.First.AccountId, pair.First.Score!.Value, pair.Second!.Value, pair.Second.Value - pair.First.Score.Value))
        .Where(mover => mover.Change != 0)
        .OrderByDescending(mover => Math.Abs(mover.Change))
        .ThenBy(mover => mover.AccountId, StringComparer.Ordinal)
        .Take(MoverCount);

    private static IEnumerable<BandFlow> Flows(PreviewedPortfolio previewed) => previewed.Before.Rows
        .Zip(previewed.Scores)
        .GroupBy(pair => (From: EdgeBand(pair.First.Score, previewed.Before.ModelOf(pair.First).Numbers.Bands), To: EdgeBand(pair.Second, previewed.Model.Numbers.Bands)))
        .OrderBy(flow => flow.Key)
        .Select(flow => new BandFlow(ContractMap.Band(flow.Key.From), ContractMap.Band(flow.Key.To), flow.Count()));

    private static AdoptionBand? EdgeBand(double? score, BandRule rule) => score is { } points ? rule.BandOf(points) : null;

    private static int[] Tenths(IEnumerable<double?> scores)
    {
        var tenths = new int[10];
        foreach (var score in scores.OfType<double>())
        {
            tenths[Math.Min(9, (int)(score / 10))]++;
        }

        return tenths;
    }
}
