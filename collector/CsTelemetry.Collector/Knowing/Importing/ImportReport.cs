namespace CsTelemetry.Collector.Knowing.Importing;

/// <summary>Tells what became of a file's rows.</summary>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Created">Documents that were not there.</param>
/// <param name="Changed">Documents that are others now.</param>
/// <param name="Unchanged">Documents that were so already.</param>
/// <param name="Failed">Rows of which nothing was taken.</param>
/// <param name="Faults">What is wrong with them, in the order of the rows; the first thousand.</param>
/// <param name="DryRun">Whether nothing was written.</param>
internal sealed record ImportReport(long Rows, long Created, long Changed, long Unchanged, long Failed, IReadOnlyList<ImportFault> Faults, bool DryRun);
