using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Components;

/// <summary>
/// "CsTelemetry adoption model 1.0", intensity: min(1, ln(1 + V) / ln(1 + V₇₅)), V = Σ 2^(−age/28) over the value events of 365 days.
/// Missing without V₇₅, and when that is 0.
/// </summary>
internal sealed class Intensity : IScoreComponent
{
    public string Key => "intensity";

    public string Label => "Intensity";

    public double WeightIn(ComponentWeights weights) => weights.Intensity;

    public Curve? CurveIn(ComponentCurves curves) => curves.Intensity;

    public double? X(ScoreBasis basis) => LogRatio.Of(basis.Measures.DecayedEvents, basis.Targets.DecayedEvents);

    public IReadOnlyList<Fact> Facts(ScoreBasis basis) =>
    [
        new("decayed_events", basis.Measures.DecayedEvents),
        .. Fact.IfKnown("V75", basis.Targets.DecayedEvents),
    ];

    public string Reason(ScoreBasis basis) => X(basis) is null
        ? "Intensity is missing: no comparable account gives a target of value events."
        : $"Value events, halved for every 28 days of age, sum to {Phrase.Number(basis.Measures.DecayedEvents)}; " +
          $"the target, taken from comparable accounts, is {Phrase.Number(basis.Targets.DecayedEvents!.Value)}.";
}
