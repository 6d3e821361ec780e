using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Usage;

namespace CsTelemetry.Adoption.Caps;

/// <summary>"CsTelemetry adoption model 1.0", Caps: no active user in 28 days, score ≤ 20.</summary>
internal sealed class SilenceCap : IScoreCap
{
    public string Key => "no_active_users";

    public string Label => "No active users";

    public double LimitIn(CapLimits limits) => limits.Silence;

    public bool AppliesTo(ScoreBasis basis) => basis.Measures.ActiveUsers == 0;

    public string Reason(ScoreBasis basis) =>
        $"Nobody was active in the last {UsageWindows.ActiveBlockCount * UsageWindows.BlockDays} days, so the score cannot pass {basis.Model.Caps.Silence:0.#}.";
}
