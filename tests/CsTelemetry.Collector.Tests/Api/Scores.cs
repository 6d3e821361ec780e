using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Confidence;
using CsTelemetry.Adoption.Explaining;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Api;

/// <summary>Makes scores as the model would.</summary>
internal static class Scores
{
    internal static AdoptionScore Without(AdoptionState state, string account = "acme") => new()
    {
        AccountId = account,
        AsOf = Sample.Today,
        ModelVersion = "1.0.0-auto",
        TenureDays = 12,
        State = state,
        Reason = "Too young.",
    };

    internal static AdoptionScore Of(double score, AdoptionBand band = AdoptionBand.Watch, string account = "acme") => Without(AdoptionState.Scored, account) with
    {
        Reason = "Momentum costs most.",
        Score = score,
        Band = band,
        Coverage = 0.8,
        Confidence = new ScoreConfidence(ConfidenceLevel.Medium, 4, 5.1, score - 5, score + 5, "Seven people."),
        Components =
        [
            new ComponentLine("reach", "Reach", true, 0.2, 0.25, 0.5, 12.5, 12.5, [new Fact("F", 20), new Fact("active_users_28d", 10)], "Ten of twenty."),
            new ComponentLine("momentum", "Momentum", false, 0.1, 0, null, 0, 0, [], "Too young."),
        ],
        Caps = [new CapLine("no_active_users", "Nobody", 40, -3, "Nobody was there.")],
    };
}
