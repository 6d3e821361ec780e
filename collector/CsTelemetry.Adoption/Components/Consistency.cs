using System.Numerics;
using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Components;

/// <summary>
/// "CsTelemetry adoption model 1.0", consistency: Σ 2^(−i/6) over the week blocks i = 0…11 that have a value event
/// / the same sum over all twelve. Never missing.
/// </summary>
internal sealed class Consistency : IScoreComponent
{
    public string Key => "consistency";

    public string Label => "Consistency";

    public double WeightIn(ComponentWeights weights) => weights.Consistency;

    public Curve? CurveIn(ComponentCurves curves) => curves.Consistency;

    public double? X(ScoreBasis basis)
    {
        var (active, all) = (0d, 0d);
        for (var block = 0; block < basis.Model.Shapes.ConsistencyBlocks; block++)
        {
            var weight = Math.Pow(2, -block / basis.Model.Shapes.ConsistencyHalfLifeBlocks);
            all += weight;
            active += IsActive(basis, block) ? weight : 0;
        }

        return active / all;
    }

    public IReadOnlyList<Fact> Facts(ScoreBasis basis) =>
    [
        new("active_weeks", ActiveWeeks(basis)),
        new("weeks", basis.Model.Shapes.ConsistencyBlocks),
        new("half_life_weeks", basis.Model.Shapes.ConsistencyHalfLifeBlocks),
    ];

    public string Reason(ScoreBasis basis)
    {
        var weeks = basis.Model.Shapes.ConsistencyBlocks;
        var active = ActiveWeeks(basis);
        return active == weeks ? $"Each of the last {weeks} weeks had value events." :
            active == 0 ? $"None of the last {weeks} weeks had value events." :
            $"{active} of the last {weeks} weeks had value events; recent weeks count more.";
    }

    private static bool IsActive(ScoreBasis basis, int block) => ((basis.Measures.ActiveBlocks >> block) & 1) != 0;

    private static int ActiveWeeks(ScoreBasis basis) =>
        BitOperations.PopCount(basis.Measures.ActiveBlocks & ((1u << basis.Model.Shapes.ConsistencyBlocks) - 1));
}
