namespace CsTelemetry.Client.Contracts;

/// <summary>A limit that took points from a score.</summary>
/// <param name="Key">Its key, such as `no_active_user`.</param>
/// <param name="Limit">The most that the score may be.</param>
/// <param name="Points">The points it took, 0 or negative.</param>
/// <param name="Reason">Why, as a sentence.</param>
public sealed record ScoreCap(string Key, double Limit, double Points, string Reason);
