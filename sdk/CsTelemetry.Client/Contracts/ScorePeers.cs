namespace CsTelemetry.Client.Contracts;

/// <summary>Where a score stands among the scored accounts of its segment.</summary>
/// <param name="Segment">The segment; `*` for the whole tenant.</param>
/// <param name="Suppressed">Whether there are fewer than 5 of them, and nothing is told.</param>
/// <param name="AccountCount">How many accounts there are, this one included.</param>
/// <param name="Percentile">The share of the others that lie below, 0 to 100; half of those that are equal count.</param>
/// <param name="Median">The median of their scores.</param>
public sealed record ScorePeers(string Segment, bool Suppressed, int? AccountCount, double? Percentile, double? Median);
