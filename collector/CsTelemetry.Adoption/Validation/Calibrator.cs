namespace CsTelemetry.Adoption.Validation;

/// <summary>Takes from the earlier half of the months what scores foretell, and looks whether it came in the later half.</summary>
internal static class Calibrator
{
    private const int Ranges = 5;

    public static (IReadOnlyList<CalibrationRow> Rows, Estimate? Error) Calibrate(IReadOnlyList<Snapshot> snapshots, Bootstrap bootstrap)
    {
        var months = snapshots.Select(snapshot => snapshot.AsOf).Distinct().Order().ToArray();
        if (months.Length < 2)
        {
            return ([], null);
        }

        var split = months[months.Length / 2];
        var earlier = snapshots.Where(snapshot => snapshot.AsOf < split).OrderBy(snapshot => snapshot.Score).ToArray();
        var edges = Edges(earlier);
        var foretold = ByRange(earlier, edges).Select(range => range.Average(snapshot => snapshot.Lost ? 1d : 0)).ToArray();
        var later = ByRange(snapshots.Where(snapshot => snapshot.AsOf >= split), edges);
        var rows = later.Select((range, i) => new CalibrationRow(
            edges[i], edges[i + 1], foretold[i], range.Count, bootstrap.Of(weights => LostShare.Of(range, weights))));
        return ([.. rows], bootstrap.Of(weights => Error(later, foretold, weights)));
    }

    // Equal numbers of the earlier account-months; ranges that ties leave empty are put together.
    private static double[] Edges(Snapshot[] earlier) =>
        [.. Enumerable.Range(1, Ranges - 1).Select(i => earlier[i * earlier.Length / Ranges].Score).Where(edge => edge > earlier[0].Score).Prepend(0).Append(100).Distinct()];

    private static List<Snapshot>[] ByRange(IEnumerable<Snapshot> snapshots, double[] edges)
    {
        var ranges = Enumerable.Range(1, edges.Length - 1).Select(_ => new List<Snapshot>()).ToArray();
        foreach (var snapshot in snapshots)
        {
            var range = Array.FindLastIndex(edges, edge => snapshot.Score >= edge);
            ranges[Math.Min(range, ranges.Length - 1)].Add(snapshot);
        }

        return ranges;
    }

    private static double? Error(List<Snapshot>[] ranges, double[] foretold, int[] weights)
    {
        var (sum, count) = (0d, 0d);
        for (var i = 0; i < ranges.Length; i++)
        {
            var weight = ranges[i].Sum(snapshot => (double)weights[snapshot.Account]);
            sum += weight * Math.Abs((LostShare.Of(ranges[i], weights) ?? foretold[i]) - foretold[i]);
            count += weight;
        }

        return count > 0 ? sum / count : null;
    }
}
