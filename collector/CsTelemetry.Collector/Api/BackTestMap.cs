using CsTelemetry.Adoption.Validation;
using CsTelemetry.Collector.Api.Contracts;

namespace CsTelemetry.Collector.Api;

/// <summary>Turns a back-test into its contract. Pure.</summary>
internal static class BackTestMap
{
    public static ScoreModelBackTest Of(BackTestResult result) => new(
        result.Reason,
        result.From,
        result.To,
        result.MonthEnds,
        result.Accounts,
        result.Snapshots,
        result.Lost,
        result.Resamples,
        Of(result.InForce),
        Of(result.Draft),
        Of(result.Lead));

    private static ScoreModelEvidence? Of(BackTestSide? side) => side is null ? null : new(
        side.ModelVersion,
        side.Targets,
        Of(side.Auc)!,
        [.. side.Bands.Select(row => new BandEvidence(ContractMap.Band(row.Band)!.Value, row.Snapshots, Of(row.LostShare)))]);

    private static EstimatedNumber? Of(Estimate? estimate) => estimate is null ? null : new(estimate.Value, estimate.Low, estimate.High);
}
