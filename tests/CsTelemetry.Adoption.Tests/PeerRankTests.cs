using CsTelemetry.Adoption.Benchmarking;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Building;

namespace CsTelemetry.Adoption.Tests;

public sealed class PeerRankTests
{
    [Fact]
    public void A_rank_is_the_share_of_the_others_below_with_ties_half()
    {
        var ranks = PeerRanks.Of([.. Scores("pro:small", 10, 20, 20, 20, 90), .. Scores("free:small", 5, 6, 7, 8, 9, 10)]);

        Assert.Equal(new PeerRank("pro:small", 5, 0, 20), ranks["pro:small0"]);
        Assert.Equal(new PeerRank("pro:small", 5, 50, 20), ranks["pro:small2"]);
        Assert.Equal(new PeerRank("pro:small", 5, 100, 20), ranks["pro:small4"]);
        Assert.Equal(new PeerRank("free:small", 6, 60, 7.5), ranks["free:small3"]);
    }

    [Fact]
    public void Fewer_than_five_are_suppressed_and_accounts_without_a_score_do_not_count()
    {
        var young = Scores("pro:small", 50)[0] with { AccountId = "young", Score = null, State = AdoptionState.Onboarding };

        var ranks = PeerRanks.Of([.. Scores("pro:small", 10, 20, 30, 40), young]);

        Assert.Equal(4, ranks.Count);
        Assert.All(ranks.Values, rank => Assert.Equal(new PeerRank("pro:small", 4, null, null), rank));
    }

    private static AdoptionScore[] Scores(string segment, params double[] points) =>
        [.. points.Select((score, i) => Sample.Score(Sample.Account()) with { AccountId = $"{segment}{i}", Segment = segment, Score = score })];
}
