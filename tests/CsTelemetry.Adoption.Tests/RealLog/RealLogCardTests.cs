using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Validation;

namespace CsTelemetry.Adoption.Tests.RealLog;

/// <summary>The evidence card on the real log, against what "CsTelemetry adoption model 1.0" publishes: .908 [.868, .928], best baseline .838.</summary>
public sealed class RealLogCardTests
{
    private static readonly Lazy<ValidationCard> Card = new(() => Validator.Validate(
        Histories(), new ValidationOptions(new(2012, 12, 1), new(2016, 12, 1), new(2026, 7, 31))));

    [RealLogFact]
    public void The_score_and_its_interval_are_the_published_ones()
    {
        var auc = Card.Value.Auc!;

        Assert.Equal(.908, auc.Value, .0006);
        Assert.Equal(.868, auc.Low, .015);
        Assert.Equal(.928, auc.High, .015);
        Assert.True(Card.Value.Predictive);
    }

    [RealLogFact]
    public void The_best_baseline_is_the_published_one_and_the_lead_over_every_baseline_excludes_zero()
    {
        Assert.Equal("volume_28d", Card.Value.Baselines[0].Key);
        Assert.Equal(.838, Card.Value.Baselines[0].Auc.Value, .0006);
        Assert.All(Card.Value.Baselines, baseline => Assert.True(baseline.Lead.Low > 0, $"{baseline}"));
    }

    [RealLogFact]
    public void Bands_are_the_published_ones_and_deciles_never_rise()
    {
        var bands = Card.Value.Bands.ToDictionary(row => row.Band, row => row.LostShare!.Value);

        Assert.Equal(0, bands[AdoptionBand.Healthy]);
        Assert.Equal(.037, bands[AdoptionBand.Watch], .0005);
        Assert.Equal(.365, bands[AdoptionBand.AtRisk], .0005);
        Assert.Equal(Card.Value.Deciles.Select(row => row.LostShare.Value).OrderDescending(), Card.Value.Deciles.Select(row => row.LostShare.Value));
    }

    [RealLogFact]
    public void The_card_in_the_readme_is_the_one_that_is_computed()
    {
        var card = ValidationMarkdown.Write(Card.Value);
        if (Environment.GetEnvironmentVariable("CSTELEMETRY_CARD") is { Length: > 0 } path)
        {
            File.WriteAllText(path, card);
        }

        Assert.Contains(card, File.ReadAllText(Path.Combine(Repository(), "collector/CsTelemetry.Adoption/README.md")), StringComparison.Ordinal);
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CsTelemetry.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    private static IEnumerable<AccountHistory> Histories() =>
        RealLogFile.Read().GroupBy(raw => raw.Account).Select(own => new AccountHistory(
            own.Key,
            own.Min(raw => raw.Day),
            [.. own.GroupBy(raw => (raw.User, raw.Feature, raw.Day)).Select(row => new DayUse(row.Key.User, row.Key.Feature, row.Key.Day, row.Count()))]));
}
