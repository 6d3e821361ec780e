using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Caps;

/// <summary>Applies the caps of model 1.0, each as its own negative line.</summary>
internal static class ScoreCaps
{
    // Tightest first, so that a looser cap never takes points that a tighter one took already.
    private static readonly IScoreCap[] All = [new SilenceCap(), new SinglePointCap()];

    /// <summary>Lowers points to the limits that apply, and lists the caps that took some away.</summary>
    public static List<CapEntry> Apply(ScoreBasis basis, double points, out double score)
    {
        var lines = new List<CapEntry>();
        score = points;
        foreach (var cap in All)
        {
            var limit = cap.LimitIn(basis.Model.Caps);
            if (score > limit && cap.AppliesTo(basis))
            {
                lines.Add(new CapEntry(cap, limit - score));
                score = limit;
            }
        }

        return lines;
    }
}
