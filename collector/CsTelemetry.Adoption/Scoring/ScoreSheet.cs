using CsTelemetry.Adoption.Caps;
using CsTelemetry.Adoption.Components;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>
/// Does the sum: components, missing weight handed on, caps. The score, the jackknife and every "what if" go through here.
/// "CsTelemetry adoption model 1.0": score = 100 · Σ w_j · x_j, then caps.
/// </summary>
internal sealed class ScoreSheet
{
    private ScoreSheet(ScoreEntry[] entries, double coverage, List<CapEntry> caps, double score)
    {
        Entries = entries;
        Coverage = coverage;
        Caps = caps;
        Score = score;
    }

    /// <summary>Gets the components in their published order, missing ones with weight 0.</summary>
    public IReadOnlyList<ScoreEntry> Entries { get; }

    /// <summary>Gets the sum of the weights that were available, 0 to 1.</summary>
    public double Coverage { get; }

    /// <summary>Gets the caps that took points away, tightest first.</summary>
    public IReadOnlyList<CapEntry> Caps { get; }

    /// <summary>Gets the score, 0 to 100.</summary>
    public double Score { get; }

    /// <summary>Fills in the sheet.</summary>
    public static ScoreSheet Of(ScoreBasis basis)
    {
        var components = ScoreComponents.For(basis.Measures);
        var coverage = 0d;
        var entries = new ScoreEntry[components.Count];
        for (var j = 0; j < entries.Length; j++)
        {
            var x = components[j].CurvedX(basis);
            var weight = x is null ? 0 : components[j].WeightIn(basis.Model.Weights);
            entries[j] = new ScoreEntry(components[j], weight, x);
            coverage += weight;
        }

        var points = 0d;
        for (var j = 0; j < entries.Length; j++)
        {
            // A missing weight is redistributed in proportion: what remains is scaled up to a sum of 1.
            entries[j] = entries[j] with { Weight = coverage > 0 ? entries[j].Weight / coverage : 0 };
            points += entries[j].Points;
        }

        var caps = ScoreCaps.Apply(basis, points, out var score);
        return new ScoreSheet(entries, coverage, caps, Math.Clamp(score, 0, 100));
    }
}
