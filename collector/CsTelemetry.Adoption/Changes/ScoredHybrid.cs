using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Changes;

/// <summary>Holds a hybrid with its score.</summary>
internal sealed class ScoredHybrid
{
    public ScoredHybrid(Hybrid hybrid)
    {
        Hybrid = hybrid;
        Basis = hybrid.Basis();
        Sheet = ScoreSheet.Of(Basis);
    }

    public Hybrid Hybrid { get; }

    public ScoreBasis Basis { get; }

    public ScoreSheet Sheet { get; }

    /// <summary>Takes the points of each component and cap away from those of a later hybrid.</summary>
    public List<ChangePart> PartsTo(ScoredHybrid later)
    {
        var parts = new List<ChangePart>();
        foreach (var (key, label, points) in Points().Concat(later.Points().Select(line => (line.Key, line.Label, -line.Points))))
        {
            var place = parts.FindIndex(part => part.Key == key);
            if (place < 0)
            {
                parts.Add(new ChangePart(key, label, -points));
            }
            else
            {
                parts[place] = parts[place] with { Points = parts[place].Points - points };
            }
        }

        return parts;
    }

    private IEnumerable<(string Key, string Label, double Points)> Points() =>
        Sheet.Entries.Select(entry => (entry.Component.Key, entry.Component.Label, entry.Points))
            .Concat(Sheet.Caps.Select(cap => (cap.Cap.Key, cap.Cap.Label, cap.Points)));
}
