using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Caps;

/// <summary>Holds a score down while something is wrong that no component may outweigh.</summary>
internal interface IScoreCap
{
    /// <summary>Gets the key under which programs know the cap.</summary>
    public string Key { get; }

    /// <summary>Gets the name that people read.</summary>
    public string Label { get; }

    /// <summary>Gets the most points that the cap leaves.</summary>
    public double LimitIn(CapLimits limits);

    /// <summary>Tells whether the account gives cause for the cap.</summary>
    public bool AppliesTo(ScoreBasis basis);

    /// <summary>Says in one sentence why it applies.</summary>
    public string Reason(ScoreBasis basis);
}
