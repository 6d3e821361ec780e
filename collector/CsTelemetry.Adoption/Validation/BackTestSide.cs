namespace CsTelemetry.Adoption.Validation;

/// <summary>Tells how well one version would have foretold.</summary>
/// <param name="ModelVersion">The version.</param>
/// <param name="Targets">Whose core features and targets: <see cref="ValidationCard.Frozen"/> or <see cref="ValidationCard.OfEachMonthEnd"/>.</param>
/// <param name="Auc">The chance that of two account-month-ends, one lost and one kept, the lost one has the lower score; ties half.</param>
/// <param name="Bands">The bands by the edges alone, the best first, with the share that was lost.</param>
public sealed record BackTestSide(string ModelVersion, string Targets, Estimate Auc, IReadOnlyList<BandRow> Bands);
