namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>What became of the documents of a bulk call.</summary>
/// <param name="Taken">How many are now as was asked for.</param>
/// <param name="Refused">How many are not.</param>
/// <param name="Results">Each, in the order of the items.</param>
internal sealed record BulkAnswer(int Taken, int Refused, IReadOnlyList<BulkResult> Results);
