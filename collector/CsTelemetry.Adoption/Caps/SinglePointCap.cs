using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;

namespace CsTelemetry.Adoption.Caps;

/// <summary>
/// "CsTelemetry adoption model 1.0", Caps: one user makes > 80 % of value events in an account of ≥ 5 seats, score ≤ 60.
/// Seats must be known: people seen lately are no stand-in for seats.
/// </summary>
internal sealed class SinglePointCap : IScoreCap
{
    public string Key => "single_point_of_failure";

    public string Label => "Single point of failure";

    public double LimitIn(CapLimits limits) => limits.SinglePoint;

    public bool AppliesTo(ScoreBasis basis) =>
        basis.Measures.EligibleSeats >= basis.Model.Caps.SinglePointSeats &&
        basis.Measures.TopUserShare > basis.Model.Caps.SinglePointShare;

    public string Reason(ScoreBasis basis) =>
        $"One person made {Phrase.Percent(basis.Measures.TopUserShare)} of the value events in an account of " +
        $"{Phrase.Number(basis.Measures.EligibleSeats ?? 0)} seats, so the score cannot pass {basis.Model.Caps.SinglePoint:0.#}.";
}
