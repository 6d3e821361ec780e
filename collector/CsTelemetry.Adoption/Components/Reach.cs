using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Components;

/// <summary>
/// "CsTelemetry adoption model 1.0", reach: min(1, p̂(active users of 28 days, eligible seats) / T), with T by tenure and, under
/// Smoothing, p̂(k, n) = 0 if k = 0, else (k + κμ)/(n + κ). Missing without an eligible seat or without μ.
/// </summary>
internal sealed class Reach : IScoreComponent
{
    public string Key => "reach";

    public string Label => "Reach";

    public double WeightIn(ComponentWeights weights) => weights.Reach;

    public Curve? CurveIn(ComponentCurves curves) => curves.Reach;

    public double? X(ScoreBasis basis) =>
        SmoothedShare(basis) is { } share ? Math.Min(1, share / basis.Measures.ReachTarget) : null;

    public IReadOnlyList<Fact> Facts(ScoreBasis basis) =>
    [
        new("active_users_28d", basis.Measures.ActiveUsers),
        .. Fact.IfKnown("eligible_seats", basis.Measures.EligibleSeats),
        .. Fact.IfKnown("mean_utilisation", basis.Targets.MeanUtilisation),
        new("smoothing_seats", basis.Model.Shapes.SmoothingSeats),
        .. Fact.IfKnown("smoothed_share", SmoothedShare(basis)),
        new("target_share", basis.Measures.ReachTarget),
    ];

    public string Reason(ScoreBasis basis)
    {
        var measures = basis.Measures;
        if (SmoothedShare(basis) is { } share)
        {
            return $"{Phrase.Number(measures.ActiveUsers)} of {Phrase.Count(measures.EligibleSeats!.Value, "eligible seat")} " +
                $"{Phrase.WereOrWas(measures.ActiveUsers)} active in the last 28 days, {Phrase.Percent(share)} after smoothing; " +
                $"the target at this tenure is {Phrase.Percent(measures.ReachTarget)}.";
        }

        return measures.EligibleSeats > 0
            ? "Reach is missing: no comparable account gives a mean utilisation to smooth towards."
            : "Reach is missing: the account has no eligible seat.";
    }

    private static double? SmoothedShare(ScoreBasis basis)
    {
        if (basis.Measures.EligibleSeats is not > 0 || basis.Targets.MeanUtilisation is not { } mean)
        {
            return null;
        }

        var kappa = basis.Model.Shapes.SmoothingSeats;
        return basis.Measures.ActiveUsers == 0
            ? 0
            : (basis.Measures.ActiveUsers + (kappa * mean)) / (basis.Measures.EligibleSeats.Value + kappa);
    }
}
