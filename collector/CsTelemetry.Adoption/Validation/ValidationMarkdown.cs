using System.Globalization;
using System.Text;

namespace CsTelemetry.Adoption.Validation;

/// <summary>Writes a card for people, as Markdown.</summary>
public static class ValidationMarkdown
{
    /// <summary>Writes the card; lines end with a line feed.</summary>
    public static string Write(ValidationCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        var text = new StringBuilder();
        Line(text, $"**{card.Verdict}**");
        Line(text, "");
        Line(text, $"Model {card.ModelVersion} at {Count(card.Snapshots)} account-month-ends of {Count(card.Accounts)} accounts, {card.From:O} to {card.To:O}; {Count(card.Lost)} were lost: silent in days 15 to 104 after, or with at least 20 % fewer seats.");
        Line(text, $"{Targets(card)}; {Knowledge(card)}.");
        Line(text, $"In brackets: 95 % intervals from {Count(card.Resamples)} resamples of accounts, seed {card.Seed}.");
        Line(text, "");
        Line(text, $"AUC {Ratio(card.Auc)} · top-decile lift {Times(card.TopDecileLift)} · calibration error {Share(card.CalibrationError)} · silences at risk before {Share(card.LeadTime.WarnedShare)} of {Count(card.LeadTime.Silences)}, median {Days(card.LeadTime.MedianDays)} ahead");
        Table(text, ["baseline", "AUC", "lead of the score"], card.Baselines.Select(row => (string[])[row.Label, Ratio(row.Auc), Ratio(row.Lead)]));
        Table(text, ["band", "account-months", "lost"], card.Bands.Select(row => (string[])[Name(row), Count(row.Snapshots), Share(row.LostShare)]));
        Table(text, ["decile", "account-months", "mean score", "lost"], card.Deciles.Select(row => (string[])[Count(row.Decile), Count(row.Snapshots), Number(row.MeanScore, "0.0"), Share(row.LostShare)]));
        Table(text, ["scores (later half of the months)", "account-months", "foretold by the earlier half", "lost"], card.Calibration.Select(row => (string[])[$"{Number(row.FromScore, "0.0")} to {Number(row.ToScore, "0.0")}", Count(row.Snapshots), Percent(row.Foretold), Share(row.Observed)]));
        return text.ToString();
    }

    private static string Targets(ValidationCard card) => card.Targets == ValidationCard.Frozen
        ? "Core features and targets are the frozen ones of the version"
        : "Core features and targets are those of each month-end";

    private static string Knowledge(ValidationCard card) => card.Knowledge == ValidationCard.AsRecorded
        ? "seats, plans and entitlements are those recorded by then"
        : "seats, plans and entitlements are those that hold for it by what is known now";

    private static void Table(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        Line(text, "");
        Line(text, $"| {string.Join(" | ", head)} |");
        Line(text, $"|{string.Concat(head.Select(_ => "---|"))}");
        foreach (var row in rows)
        {
            Line(text, $"| {string.Join(" | ", row)} |");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Name(BandRow row) => row.Band switch
    {
        Adoption.Bands.AdoptionBand.Healthy => "healthy",
        Adoption.Bands.AdoptionBand.Watch => "watch",
        _ => "at risk",
    };

    private static string Ratio(Estimate? estimate) => Interval(estimate, value => Number(value, ".000;-.000"));

    private static string Times(Estimate? estimate) => Interval(estimate, value => Number(value, "0.0"));

    private static string Days(Estimate? estimate) => estimate is null ? "unknown" : Interval(estimate, value => Number(value, "0")) + " days";

    private static string Share(Estimate? estimate) => Interval(estimate, Percent);

    private static string Interval(Estimate? estimate, Func<double, string> write) =>
        estimate is null ? "unknown" : $"{write(estimate.Value)} [{write(estimate.Low)}, {write(estimate.High)}]";

    private static string Percent(double share) => Number(100 * share, "0.0") + " %";

    private static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
