using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Components;

/// <summary>
/// "CsTelemetry adoption model 1.0", breadth: min(1, a / min(B, e)), a = value weight of the core features that the account's people
/// together used ≥ 2 times on ≥ 2 days within 84 days, e = value weight of the core features it is entitled to. Missing without B, and
/// when the account is entitled to no core feature.
/// </summary>
internal sealed class Breadth : IScoreComponent
{
    public string Key => "breadth";

    public string Label => "Breadth";

    public double WeightIn(ComponentWeights weights) => weights.Breadth;

    public Curve? CurveIn(ComponentCurves curves) => curves.Breadth;

    public double? X(ScoreBasis basis) =>
        Target(basis) is { } target and > 0 ? Math.Min(1, basis.Measures.AdoptedCore / target) : null;

    public IReadOnlyList<Fact> Facts(ScoreBasis basis) =>
    [
        new("adopted_core_84d", basis.Measures.AdoptedCore),
        new("entitled_core", basis.Measures.EntitledCore),
        .. Fact.IfKnown("B", basis.Targets.AdoptedCore),
    ];

    public string Reason(ScoreBasis basis)
    {
        if (X(basis) is not null)
        {
            return $"{Phrase.Number(basis.Measures.AdoptedCore)} of {Phrase.Count(basis.Measures.EntitledCore, "core feature")} " +
                $"{Phrase.WereOrWas(basis.Measures.AdoptedCore)} used at least {basis.Model.Shapes.AdoptedUses} times on " +
                $"{basis.Model.Shapes.AdoptedDays} days in the last 84 days; the target is {Phrase.Number(Target(basis)!.Value)}.";
        }

        return basis.Measures.EntitledCore > 0
            ? "Breadth is missing: no comparable account gives a target of adopted core features."
            : "Breadth is missing: the account is entitled to no core feature.";
    }

    private static double? Target(ScoreBasis basis) =>
        basis.Targets.AdoptedCore is { } best ? Math.Min(best, basis.Measures.EntitledCore) : null;
}
