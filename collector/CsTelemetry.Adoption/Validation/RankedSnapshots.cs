namespace CsTelemetry.Adoption.Validation;

/// <summary>Holds snapshots in the order of a predictor, the riskiest first, and answers for any weighting of accounts.</summary>
internal sealed class RankedSnapshots
{
    private readonly Snapshot[] _ranked;
    private readonly double[] _risks;

    public RankedSnapshots(IEnumerable<Snapshot> snapshots, Func<Snapshot, double> risk)
    {
        _ranked = [.. snapshots.OrderByDescending(risk).ThenBy(snapshot => snapshot.Account).ThenBy(snapshot => snapshot.AsOf)];
        _risks = [.. _ranked.Select(risk)];
    }

    /// <summary>Computes the chance that a lost snapshot is riskier than a kept one, ties half; null when none or all are lost.</summary>
    public double? Auc(int[] weights)
    {
        var (lostBefore, wins, keptAll) = (0d, 0d, 0d);
        for (var from = 0; from < _ranked.Length;)
        {
            var (lost, kept, to) = (0d, 0d, from);
            for (; to < _ranked.Length && _risks[to].Equals(_risks[from]); to++)
            {
                var weight = weights[_ranked[to].Account];
                lost += _ranked[to].Lost ? weight : 0;
                kept += _ranked[to].Lost ? 0 : weight;
            }

            wins += kept * (lostBefore + (lost / 2));
            (lostBefore, keptAll, from) = (lostBefore + lost, keptAll + kept, to);
        }

        return lostBefore > 0 && keptAll > 0 ? wins / (lostBefore * keptAll) : null;
    }

    /// <summary>Computes the share that is lost in each tenth of the weight, the riskiest first; a snapshot on an edge belongs to both in part.</summary>
    public double[] DecileShares(int[] weights)
    {
        var tenth = _ranked.Sum(snapshot => (double)weights[snapshot.Account]) / 10;
        var lost = new double[10];
        var at = 0d;
        foreach (var snapshot in _ranked)
        {
            var left = (double)weights[snapshot.Account];
            while (left > 0)
            {
                var decile = Math.Min(9, (int)(at / tenth));
                var room = decile == 9 ? left : Math.Max(((decile + 1) * tenth) - at, tenth * 1e-9);
                var part = Math.Min(left, room);
                lost[decile] += snapshot.Lost ? part : 0;
                (at, left) = (at + part, left - part);
            }
        }

        return [.. lost.Select(sum => sum / tenth)];
    }
}
