using CsTelemetry.Adoption.Validation;

namespace CsTelemetry.Adoption.Tests.Validation;

public sealed class RankedSnapshotsTests
{
    [Fact]
    public void The_auc_agrees_with_counting_every_pair_ties_half()
    {
        var dice = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var snapshots = Enumerable.Range(0, 3 + dice.Next(40)).Select(i => Make(dice.Next(6), dice.Next(8), dice.Next(3) == 0)).ToArray();
            int[] weights = [.. Enumerable.Range(0, 6).Select(_ => dice.Next(3))];

            Assert.Equal(Slow(snapshots, weights), new RankedSnapshots(snapshots, snapshot => -snapshot.Score).Auc(weights));
        }
    }

    [Fact]
    public void Deciles_share_out_all_that_was_lost()
    {
        var snapshots = Enumerable.Range(0, 37).Select(i => Make(i % 5, i, i < 9)).ToArray();
        var ranked = new RankedSnapshots(snapshots, snapshot => -snapshot.Score);

        int[] weights = [2, 1, 0, 1, 3];

        var shares = ranked.DecileShares(weights);

        var lost = snapshots.Where(snapshot => snapshot.Lost).Sum(snapshot => weights[snapshot.Account]);
        var all = snapshots.Sum(snapshot => weights[snapshot.Account]);
        Assert.Equal(lost, shares.Sum() * all / 10, 1e-6);
        Assert.Equal((1, 0), (Math.Round(shares[0], 9), Math.Round(shares[9], 9)));
    }

    private static double? Slow(Snapshot[] snapshots, int[] weights)
    {
        var (wins, pairs) = (0d, 0d);
        foreach (var lost in snapshots.Where(snapshot => snapshot.Lost))
        {
            foreach (var kept in snapshots.Where(snapshot => !snapshot.Lost))
            {
                double weight = weights[lost.Account] * weights[kept.Account];
                pairs += weight;
                wins += weight * (lost.Score < kept.Score ? 1 : lost.Score > kept.Score ? 0 : .5);
            }
        }

        return pairs > 0 ? wins / pairs : null;
    }

    private static Snapshot Make(int account, double score, bool lost) => new(account, new DateOnly(2020, 1, 31), score, [], lost);
}
