using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Components;

/// <summary>
/// "CsTelemetry adoption model 1.0", resilience: min(1, (1 − s)/.6) · min(1, m/5), s = the top user's share of the m value events of
/// 84 days; 0 when m = 0. Missing for accounts of one seat (or none); unknown seats do not make it missing.
/// </summary>
internal sealed class Resilience : IScoreComponent
{
    public string Key => "resilience";

    public string Label => "Resilience";

    public double WeightIn(ComponentWeights weights) => weights.Resilience;

    public Curve? CurveIn(ComponentCurves curves) => curves.Resilience;

    public double? X(ScoreBasis basis)
    {
        if (basis.Measures.EligibleSeats <= 1)
        {
            return null;
        }

        var shapes = basis.Model.Shapes;
        return Math.Min(1, (1 - basis.Measures.TopUserShare) / shapes.ResilientShare) *
            Math.Min(1, basis.Measures.Events / shapes.ResilientEvents);
    }

    public IReadOnlyList<Fact> Facts(ScoreBasis basis) =>
    [
        new("top_user_share", basis.Measures.TopUserShare),
        new("top_user_events_84d", basis.Measures.TopUserEvents),
        new("value_events_84d", basis.Measures.Events),
    ];

    public string Reason(ScoreBasis basis)
    {
        var measures = basis.Measures;
        if (measures.EligibleSeats <= 1)
        {
            return "Resilience is missing: the account has no more than one seat.";
        }

        return measures.Events == 0
            ? "There was no value event in the last 84 days."
            : $"The busiest person made {Phrase.Percent(measures.TopUserShare)} of the {Phrase.Count(measures.Events, "value event")} " +
              $"of the last 84 days; up to {Phrase.Percent(1 - basis.Model.Shapes.ResilientShare)} costs nothing.";
    }
}
