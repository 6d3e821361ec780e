namespace CsTelemetry.Collector.Journal;

/// <summary>Says for ever which rows a cut goes without. In the log before the rest is inserted, so that a crash changes nothing.</summary>
/// <param name="First">The first sequence of the cut.</param>
/// <param name="Rows">All of its rows that are left out, in their order; a later exclusion of the same cut replaces an earlier one.</param>
internal sealed record Exclusion(long First, IReadOnlyList<ExcludedRow> Rows)
{
    /// <summary>How many rows one exclusion may name: they must fit into one control record of the log.</summary>
    public const int MaxRowCount = 60;
}
