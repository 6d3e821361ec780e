namespace CsTelemetry.Adoption.Benchmarking;

/// <summary>Compares an account with the scored accounts of its segment. It stands beside the score, never inside it.</summary>
/// <param name="Segment">The key of the segment.</param>
/// <param name="AccountCount">The scored accounts of the segment, this one among them.</param>
/// <param name="Percentile">The share of the others that score lower, ties half, 0 to 100; null when the group is too small to show.</param>
/// <param name="Median">The median score of the segment; null when the group is too small to show.</param>
public sealed record PeerRank(string Segment, int AccountCount, double? Percentile, double? Median);
