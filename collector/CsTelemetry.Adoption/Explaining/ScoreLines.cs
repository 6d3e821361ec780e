using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Explaining;

/// <summary>Turns a filled score sheet into the lines that people read; it computes nothing of its own.</summary>
internal static class ScoreLines
{
    /// <summary>Explains each component.</summary>
    public static ComponentLine[] ForComponents(ScoreSheet sheet, ScoreBasis basis) =>
    [
        .. sheet.Entries.Select(entry => new ComponentLine(
            entry.Component.Key,
            entry.Component.Label,
            entry.X is not null,
            entry.Component.WeightIn(basis.Model.Weights),
            entry.Weight,
            entry.X,
            entry.Points,
            entry.PointsLost,
            Facts(entry, basis),
            entry.Component.Reason(basis))),
    ];

    /// <summary>Explains each cap that took points away.</summary>
    public static CapLine[] ForCaps(ScoreSheet sheet, ScoreBasis basis) =>
    [
        .. sheet.Caps.Select(entry => new CapLine(
            entry.Cap.Key,
            entry.Cap.Label,
            entry.Cap.LimitIn(basis.Model.Caps),
            entry.Points,
            entry.Cap.Reason(basis))),
    ];

    private static IReadOnlyList<Fact> Facts(ScoreEntry entry, ScoreBasis basis) =>
        entry.Component.CurveIn(basis.Model.Curves) is not null && entry.Component.X(basis) is { } x
            ? [.. entry.Component.Facts(basis), new Fact("x_before_curve", x)]
            : entry.Component.Facts(basis);
}
