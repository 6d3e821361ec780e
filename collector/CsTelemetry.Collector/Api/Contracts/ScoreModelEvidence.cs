namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>How well a version would have foretold who is lost.</summary>
/// <param name="ModelVersion">The version.</param>
/// <param name="Targets">Whose core features and targets it was measured by: `frozen` for the version's own, `of_each_month_end` for those of the sample at each month-end.</param>
/// <param name="Auc">The chance that of two account-month-ends, one lost and one kept, the lost one has the lower score; ties half.</param>
/// <param name="Bands">The share that was lost in each band, by the edges alone, the best first.</param>
internal sealed record ScoreModelEvidence(string ModelVersion, string Targets, EstimatedNumber Auc, IReadOnlyList<BandEvidence> Bands);
