using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Components;

/// <summary>
/// "CsTelemetry adoption model 1.0", momentum: clip(.75 + .5 · r · ln((now + .5)/(base + .5)), 0, 1), now = mean weekly active users of
/// blocks 0–3, base = of blocks 4–15, r = 4·base/(4·base + 8). Missing before 112 days of tenure.
/// </summary>
internal sealed class Momentum : IScoreComponent
{
    // "4·base" and "+ .5" are part of the published formula, not numbers to tune.
    private const double BaseFactor = 4;
    private const double Continuity = .5;

    public string Key => "momentum";

    public string Label => "Momentum";

    public double WeightIn(ComponentWeights weights) => weights.Momentum;

    public Curve? CurveIn(ComponentCurves curves) => curves.Momentum;

    public double? X(ScoreBasis basis)
    {
        var (measures, shapes) = (basis.Measures, basis.Model.Shapes);
        if (measures.TenureDays < shapes.MomentumTenureDays)
        {
            return null;
        }

        var change = Math.Log((measures.WeeklyUsersNow + Continuity) / (measures.WeeklyUsersBase + Continuity));
        return Math.Clamp(shapes.SteadyMomentum + (shapes.MomentumSlope * Trust(basis) * change), 0, 1);
    }

    public IReadOnlyList<Fact> Facts(ScoreBasis basis) =>
    [
        new("weekly_users_now", basis.Measures.WeeklyUsersNow),
        new("weekly_users_base", basis.Measures.WeeklyUsersBase),
        new("r", Trust(basis)),
        new("tenure_days", basis.Measures.TenureDays),
    ];

    public string Reason(ScoreBasis basis)
    {
        var (measures, shapes) = (basis.Measures, basis.Model.Shapes);
        return measures.TenureDays < shapes.MomentumTenureDays
            ? $"Momentum is missing: it needs {shapes.MomentumTenureDays} days of tenure, and the account has {measures.TenureDays}."
            : $"On average {Phrase.Number(measures.WeeklyUsersNow)} people a week were active in the last 4 weeks, " +
              $"against {Phrase.Number(measures.WeeklyUsersBase)} in the 12 weeks before.";
    }

    private static double Trust(ScoreBasis basis)
    {
        var steady = BaseFactor * basis.Measures.WeeklyUsersBase;
        return steady / (steady + basis.Model.Shapes.MomentumShrinkage);
    }
}
