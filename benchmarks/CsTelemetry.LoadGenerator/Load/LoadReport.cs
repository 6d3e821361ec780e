using System.Globalization;

namespace CsTelemetry.LoadGenerator.Load;

/// <summary>The figures of one run.</summary>
internal sealed record LoadReport
{
    public required double EventsPerSecond { get; init; }

    public required double CollectorNanosecondsPerEvent { get; init; }

    public required double StoreRowsPerCoreSecond { get; init; }

    public required TimeSpan AckHalf { get; init; }

    public required TimeSpan AckNinetyNine { get; init; }

    public required double BytesPerEvent { get; init; }

    public required TimeSpan Freshness { get; init; }

    public required long CollectorResidentBytes { get; init; }

    public required long StoreResidentBytes { get; init; }

    public double EventsPerCoreSecond => 1e9 / CollectorNanosecondsPerEvent;

    public string ToLine(LoadReport? naive) => string.Create(
        CultureInfo.InvariantCulture,
        $"events_per_second={EventsPerSecond:F0} events_per_core_second={EventsPerCoreSecond:F0} collector_ns_per_event={CollectorNanosecondsPerEvent:F0} store_rows_per_core_second={StoreRowsPerCoreSecond:F0} ack_p50_ms={AckHalf.TotalMilliseconds:F1} ack_p99_ms={AckNinetyNine.TotalMilliseconds:F1} bytes_per_event={BytesPerEvent:F1} freshness_p99_s={Freshness.TotalSeconds:F1} collector_rss_mb={CollectorResidentBytes >> 20} store_rss_mb={StoreResidentBytes >> 20} naive_ratio={(naive is null ? 0 : EventsPerCoreSecond / naive.EventsPerCoreSecond):F1}");
}
