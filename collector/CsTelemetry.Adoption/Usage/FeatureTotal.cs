namespace CsTelemetry.Adoption.Usage;

/// <summary>Holds the tenant's use of one feature, the material from which core features are chosen.</summary>
/// <param name="Feature">The feature's key.</param>
/// <param name="Events365">Its value events by humans in the last 365 days, all accounts together. 0 or more.</param>
public sealed record FeatureTotal(string Feature, long Events365);
