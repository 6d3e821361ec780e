using System.Globalization;

namespace CsTelemetry.LoadGenerator.Storage;

/// <summary>What one way of storing costs.</summary>
/// <param name="Way">Its name.</param>
/// <param name="Rows">How many rows were inserted.</param>
/// <param name="Inserting">The store's processor time from the first insert until the last had been answered.</param>
/// <param name="Total">The same until nothing was left to be merged.</param>
/// <param name="Threads">The store's processor time by names of threads.</param>
internal sealed record StorageFigures(string Way, long Rows, TimeSpan Inserting, TimeSpan Total, IReadOnlyList<(string Name, TimeSpan Time)> Threads)
{
    private const int ThreadsShown = 6;

    public double RowsPerCoreSecond => Rows / Total.TotalSeconds;

    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Way,-8} {Total.TotalSeconds,6:F2} CPU-s ({Inserting.TotalSeconds:F2} until the last insert)  {RowsPerCoreSecond,10:N0} rows per core-second   {string.Join("  ", Threads.Take(ThreadsShown).Select(thread => string.Create(CultureInfo.InvariantCulture, $"{thread.Name} {thread.Time.TotalSeconds:F2}")))}");
}
