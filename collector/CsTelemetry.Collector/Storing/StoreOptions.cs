using System.Globalization;
using CsTelemetry.ClickHouse.Native;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>The configuration section `Store`: how the log is carried into ClickHouse.</summary>
internal sealed class StoreOptions
{
    /// <summary>Gets or sets how long an insert waits to be filled. Default 1 s; 10 ms to 1 min.</summary>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Gets or sets from how many events on an insert waits <see cref="BusyFlushFactor"/> times as long: what is stored in larger
    /// parts is merged less often. Default 20,000; 1 to 490,000.
    /// </summary>
    public int BusyBatchEvents { get; set; } = 20_000;

    /// <summary>Gets or sets how many events one insert has at the most. Default 200,000; 1,000 to 490,000.</summary>
    public int MaxBatchEvents { get; set; } = 200_000;

    /// <summary>Gets or sets how many bytes of strings one insert has at the most. Default 64 MiB; 1 MiB to 96 MiB (a block is at most 128 MiB).</summary>
    public int MaxBatchTextBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>
    /// Gets or sets how often the audit runs while inserts follow each other, unless <see cref="AuditShare"/> has it wait longer. Default 2 s;
    /// 100 ms to 5 min.
    /// </summary>
    public TimeSpan AuditInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Gets or sets the share of the time that may go to audits: after each, inserts wait for the next one until it is kept, at most 10 s.
    /// More of it tells sooner that events are verified, and costs the store's time. Default 0.05; 0.01 to 1, which is no wait.
    /// </summary>
    public double AuditShare { get; set; } = 0.05;

    /// <summary>Gets or sets the ceiling of the first wait after a failed insert; it doubles with each failure. Default 200 ms; 10 ms to 1 min.</summary>
    public TimeSpan RetryFirstDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets or sets the longest wait between inserts that fail. Default 10 s; 100 ms to 5 min.</summary>
    public TimeSpan RetryLongestDelay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how often the store is searched for batches that reached two collectors. Default 10 min; 1 s to 1 d.</summary>
    public TimeSpan DuplicateSearchInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets how far back the first search after a start goes, by when events were received. Default 3 d; 1 h to 60 d.</summary>
    public TimeSpan DuplicateSearchWindow { get; set; } = TimeSpan.FromDays(3);
    /// <summary>Gets or sets how many rows of one insert may go to quarantine because the store refuses their values; beyond, the insert is held. Default 20; 0 to 60.</summary>
    public int MaxPoisonRows { get; set; } = 20;

    /// <summary>Gets or sets how many events of one day a tenant may have in quarantine; beyond, they are dropped and counted. Default 100,000; 0 to 10,000,000.</summary>
    public int MaxQuarantinedPerDay { get; set; } = 100_000;

    /// <summary>How many months one insert may touch; ClickHouse refuses more than 100 partitions.</summary>
    internal const int MaxBatchMonths = 60;

    internal const int BusyFlushFactor = 2;

    /// <summary>Tells how long an insert with so many events waits for more.</summary>
    public TimeSpan WaitWith(int eventCount) => eventCount < BusyBatchEvents ? FlushInterval : BusyFlushFactor * FlushInterval;

    public IEnumerable<string> Faults()
    {
        if (FlushInterval < TimeSpan.FromMilliseconds(10) || FlushInterval > TimeSpan.FromMinutes(1))
        {
            yield return $"Store:FlushInterval is {FlushInterval}; it must be 00:00:00.01 to 00:01:00.";
        }

        if (BusyBatchEvents is < 1 or > NativeBlockWriter.MaxRowCount - 10_000)
        {
            yield return $"Store:BusyBatchEvents is {BusyBatchEvents}; it must be 1 to {NativeBlockWriter.MaxRowCount - 10_000}.";
        }

        // One batch of the log may come on top of a nearly full insert.
        if (MaxBatchEvents is < 1000 or > NativeBlockWriter.MaxRowCount - 10_000)
        {
            yield return $"Store:MaxBatchEvents is {MaxBatchEvents}; it must be 1000 to {NativeBlockWriter.MaxRowCount - 10_000}.";
        }

        if (MaxBatchTextBytes is < 1 << 20 or > 96 << 20)
        {
            yield return $"Store:MaxBatchTextBytes is {MaxBatchTextBytes}; it must be {1 << 20} to {96 << 20}.";
        }

        if (MaxPoisonRows is < 0 or > Exclusion.MaxRowCount)
        {
            yield return $"Store:MaxPoisonRows is {MaxPoisonRows}; it must be 0 to {Exclusion.MaxRowCount}.";
        }

        if (MaxQuarantinedPerDay is < 0 or > 10_000_000)
        {
            yield return $"Store:MaxQuarantinedPerDay is {MaxQuarantinedPerDay}; it must be 0 to 10000000.";
        }

        if (AuditInterval < TimeSpan.FromMilliseconds(100) || AuditInterval > TimeSpan.FromMinutes(5))
        {
            yield return $"Store:AuditInterval is {AuditInterval}; it must be 00:00:00.1 to 00:05:00.";
        }

        if (AuditShare is not (>= 0.01 and <= 1))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Store:AuditShare is {AuditShare}; it must be 0.01 to 1.");
        }

        if (RetryFirstDelay < TimeSpan.FromMilliseconds(10) || RetryFirstDelay > TimeSpan.FromMinutes(1))
        {
            yield return $"Store:RetryFirstDelay is {RetryFirstDelay}; it must be 00:00:00.01 to 00:01:00.";
        }

        if (RetryLongestDelay < TimeSpan.FromMilliseconds(100) || RetryLongestDelay > TimeSpan.FromMinutes(5))
        {
            yield return $"Store:RetryLongestDelay is {RetryLongestDelay}; it must be 00:00:00.1 to 00:05:00.";
        }

        if (DuplicateSearchInterval < TimeSpan.FromSeconds(1) || DuplicateSearchInterval > TimeSpan.FromDays(1))
        {
            yield return $"Store:DuplicateSearchInterval is {DuplicateSearchInterval}; it must be 00:00:01 to 1.00:00:00.";
        }

        if (DuplicateSearchWindow < TimeSpan.FromHours(1) || DuplicateSearchWindow > TimeSpan.FromDays(60))
        {
            yield return $"Store:DuplicateSearchWindow is {DuplicateSearchWindow}; it must be 01:00:00 to 60.00:00:00.";
        }
    }
}
