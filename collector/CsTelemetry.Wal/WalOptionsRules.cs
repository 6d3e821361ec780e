using CsTelemetry.Wal.Format;

namespace CsTelemetry.Wal;

/// <summary>Checks all options together.</summary>
internal static class WalOptionsRules
{
    private const int KiB = 1024;
    private const int MiB = 1024 * KiB;
    private const int GiB = 1024 * MiB;
    private static readonly TimeSpan LongestClose = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<string> FaultsOf(WalOptions options)
    {
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Directory))
        {
            faults.Add("Directory is empty; it must name a folder.");
        }

        Check(faults, nameof(options.SegmentBytes), options.SegmentBytes, 4 * KiB, GiB);
        Check(faults, nameof(options.MaxRecordBytes), options.MaxRecordBytes, 1, RecordHeader.MaxPayloadBytes);
        Check(faults, nameof(options.MaxPendingBytes), options.MaxPendingBytes, 4 * KiB, GiB);
        Check(faults, nameof(options.MaxGroupBytes), options.MaxGroupBytes, 4 * KiB, 64 * MiB);
        Check(faults, nameof(options.ReserveBytes), options.ReserveBytes, 128 * KiB, 64 * MiB);
        if (options.CloseTimeout < TimeSpan.Zero || options.CloseTimeout > LongestClose)
        {
            faults.Add($"CloseTimeout is {options.CloseTimeout}; it must be 00:00:00 to {LongestClose}.");
        }

        AddConflicts(faults, options);
        return faults;
    }

    private static void AddConflicts(List<string> faults, WalOptions options)
    {
        var recordBytes = (long)RecordHeader.Bytes + options.MaxRecordBytes;
        if (options.SegmentBytes < SegmentHeader.Bytes + recordBytes)
        {
            faults.Add($"SegmentBytes is {options.SegmentBytes}; it must be at least {SegmentHeader.Bytes + recordBytes}, to hold one record of MaxRecordBytes.");
        }

        if (options.MaxPendingBytes < recordBytes)
        {
            faults.Add($"MaxPendingBytes is {options.MaxPendingBytes}; it must be at least {recordBytes}, to hold one record of MaxRecordBytes.");
        }

        if (options.MaxTotalBytes < 2L * options.SegmentBytes)
        {
            faults.Add($"MaxTotalBytes is {options.MaxTotalBytes}; it must be at least {2L * options.SegmentBytes}, two segments.");
        }
    }

    private static void Check(List<string> faults, string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            faults.Add($"{name} is {value}; it must be {least} to {most}.");
        }
    }
}
