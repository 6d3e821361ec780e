namespace CsTelemetry.Adoption.Validation;

/// <summary>Tells how well a plain number predicts, and how far the score is ahead of it.</summary>
/// <param name="Key">The stable key.</param>
/// <param name="Label">The name that people read.</param>
/// <param name="Auc">The chance that of two accounts, one lost and one kept, the plain number tells which is which; ties half.</param>
/// <param name="Lead">The score's chance less that, resampled together.</param>
public sealed record BaselineResult(string Key, string Label, Estimate Auc, Estimate Lead);
