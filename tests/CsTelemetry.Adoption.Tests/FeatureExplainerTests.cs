using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Tests.Building;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Tests;

public sealed class FeatureExplainerTests
{
    [Fact]
    public void The_features_points_and_losses_sum_to_those_of_breadth()
    {
        var breadth = AdoptionScorer.Score(Acme.Account(8), Acme.AsOf, Acme.Model).Line("breadth");

        var lines = FeatureExplainer.Explain(Acme.Account(8), Acme.AsOf, Acme.Model);

        Assert.Equal(10, lines.Count);
        Assert.Equal(breadth.Points, lines.Sum(line => line.Points), 1e-9);
        Assert.Equal(breadth.PointsLost, lines.Sum(line => line.PointsLost), 1e-9);
        Assert.Equal(["api_export", "sso"], lines.Take(2).Select(line => line.Feature));
        Assert.Equal(1.11, Math.Round(lines[0].PointsLost, 2));
        Assert.Equal(2.22, Math.Round(lines[2].Points, 2));
    }

    [Fact]
    public void Each_feature_has_its_status_and_its_use()
    {
        var user = Sample.User("ann") with
        {
            CoreFeatures84 = [new FeatureUse("export", 5, 0b1101), new FeatureUse("import", 7, 0b1), new FeatureUse("gift", 2, 0b11), new FeatureUse("taste", 1, 0b1)],
        };
        var account = Sample.Account(user, Sample.User("bob") with { CoreFeatures84 = [new FeatureUse("export", 1, 0b10)] }) with
        {
            EntitledFeatures = new HashSet<string> { "export", "import", "search" },
        };
        var model = Acme.ModelOf(Acme.Model.Numbers, [new("export", 2), new("import"), new("search"), new("gift"), new("taste")]);

        var lines = FeatureExplainer.Explain(account, Sample.AsOf, model).ToDictionary(line => line.Feature);

        Assert.Equal((CoreFeatureStatus.Adopted, 6, 4, 2), (lines["export"].Status, lines["export"].Uses84, lines["export"].Days84, lines["export"].Users84));
        Assert.Equal((CoreFeatureStatus.Tried, 7, 1), (lines["import"].Status, lines["import"].Uses84, lines["import"].Days84));
        Assert.Equal(CoreFeatureStatus.Unused, lines["search"].Status);
        Assert.Equal((CoreFeatureStatus.Adopted, false), (lines["gift"].Status, lines["gift"].Entitled));
        Assert.Equal((CoreFeatureStatus.NotEntitled, 0), (lines["taste"].Status, lines["taste"].PointsLost));
        Assert.Equal(2 * lines["gift"].Points, lines["export"].Points, 1e-12);
        Assert.Equal(lines["import"].PointsLost, lines["search"].PointsLost);
        Assert.Equal(20, lines.Values.Sum(line => line.Points + line.PointsLost), 1e-9);
    }

    [Fact]
    public void Without_a_score_features_have_a_status_and_no_points()
    {
        var lines = FeatureExplainer.Explain(Acme.Account(8) with { FirstDay = Acme.AsOf }, Acme.AsOf, Acme.Model);

        Assert.Equal(8, lines.Count(line => line.Status == CoreFeatureStatus.Adopted));
        Assert.All(lines, line => Assert.Equal((0, 0), (line.Points, line.PointsLost)));
    }
}
