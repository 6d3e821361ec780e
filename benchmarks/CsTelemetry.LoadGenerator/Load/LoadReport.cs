using System.Globalization;

namespace CsTelemetry.LoadGenerator.Load;

/// <summary>The figures of one run.</summary>
internal sealed record LoadReport
{
    /// <summary>Gets what was measured at full speed.</summary>
    public required PipelineFigures Ours { get; init; }

    public required TimeSpan AckHalf { get; init; }

    public required TimeSpan AckNinetyNine { get; init; }

    public required double BytesPerEvent { get; init; }

    public required TimeSpan Freshness { get; init; }

    public required long CollectorResidentBytes { get; init; }

    public required long StoreResidentBytes { get; init; }

    /// <param name="naive">The naive pipeline's figures; null if it was left out, and the ratio is then 0.</param>
    public string ToLine(PipelineFigures? naive) => string.Create(
        CultureInfo.InvariantCulture,
        $"events_per_second={Ours.EventsPerSecond:F0} events_per_core_second={1e9 / Ours.CollectorNanosecondsPerEvent:F0} collector_ns_per_event={Ours.CollectorNanosecondsPerEvent:F0} store_rows_per_core_second={1e9 / Ours.StoreNanosecondsPerEvent:F0} ack_p50_ms={AckHalf.TotalMilliseconds:F1} ack_p99_ms={AckNinetyNine.TotalMilliseconds:F1} bytes_per_event={BytesPerEvent:F1} freshness_p99_s={Freshness.TotalSeconds:F1} collector_rss_mb={CollectorResidentBytes >> 20} store_rss_mb={StoreResidentBytes >> 20} naive_ratio={(naive is null ? 0 : naive.NanosecondsPerEvent / Ours.NanosecondsPerEvent):F1}");
}
