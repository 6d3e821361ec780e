using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Components;

/// <summary>
/// "CsTelemetry adoption model 1.0", footprint, in the place of reach when seats are unknown:
/// min(1, ln(1 + active users of 28 days) / ln(1 + F)). Missing without F.
/// </summary>
internal sealed class Footprint : IScoreComponent
{
    public string Key => "footprint";

    public string Label => "Footprint";

    public double WeightIn(ComponentWeights weights) => weights.Reach;

    public Curve? CurveIn(ComponentCurves curves) => curves.Footprint;

    public double? X(ScoreBasis basis) => LogRatio.Of(basis.Measures.ActiveUsers, basis.Targets.ActiveUsers);

    public IReadOnlyList<Fact> Facts(ScoreBasis basis) =>
    [
        new("active_users_28d", basis.Measures.ActiveUsers),
        .. Fact.IfKnown("F", basis.Targets.ActiveUsers),
    ];

    public string Reason(ScoreBasis basis)
    {
        var active = basis.Measures.ActiveUsers;
        return X(basis) is null
            ? "Footprint is missing: no comparable account gives a target of active people."
            : $"{Phrase.Count(active, "person", "people")} {Phrase.WereOrWas(active)} active in the last 28 days; " +
              $"the target, taken from comparable accounts, is {Phrase.Number(basis.Targets.ActiveUsers!.Value)}.";
    }
}
