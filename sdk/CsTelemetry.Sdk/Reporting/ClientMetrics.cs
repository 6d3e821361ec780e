using System.Diagnostics.Metrics;

namespace CsTelemetry.Reporting;

/// <summary>Publishes the books as metrics of the meter <c>CsTelemetry.Client</c>. They are read when asked for, so they cost the Track calls nothing.</summary>
internal sealed class ClientMetrics : IDisposable
{
    public const string MeterName = "CsTelemetry.Client";

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;

    public ClientMetrics(string application, Func<TelemetryStatistics> read)
    {
        // Two clients of one process are told apart by the application they report for.
        _meter = new Meter(new MeterOptions(MeterName) { Version = SdkName.Version, Tags = [new("cstelemetry.application", application)] });
        _duration = _meter.CreateHistogram<double>("cstelemetry.client.send.duration", "s", "How long attempts to send a batch take.");
        _meter.CreateObservableCounter("cstelemetry.client.events.tracked", () => read().Tracked, "{event}", "Events handed in.");
        _meter.CreateObservableCounter("cstelemetry.client.events.delivered", () => read().Delivered, "{event}", "Events the collector confirmed.");
        _meter.CreateObservableCounter("cstelemetry.client.events.rejected", () => Rejected(read().Rejected), "{event}", "Events the collector refused for good.");
        _meter.CreateObservableCounter("cstelemetry.client.events.dropped", () => Dropped(read().Dropped), "{event}", "Events the client gave up.");
        _meter.CreateObservableUpDownCounter("cstelemetry.client.queue.size", () => read().Queued, "{event}", "Events waiting or being sent.");
        _meter.CreateObservableUpDownCounter("cstelemetry.client.disk.size", () => read().Persisted, "{event}", "Events waiting on disk.");
        _meter.CreateObservableCounter("cstelemetry.client.events.recovered", () => read().Recovered, "{event}", "Events of earlier runs taken over from disk; part of those tracked.");
        _meter.CreateObservableCounter("cstelemetry.client.disk.failures", () => read().DiskFailures, "{failure}", "Steps that the disk refused.");
        _meter.CreateObservableCounter("cstelemetry.client.disk.corrupt_files", () => read().CorruptFiles, "{file}", "Damaged files found and deleted.");
        _meter.CreateObservableCounter("cstelemetry.client.attempts.failed", () => read().FailedAttempts, "{attempt}", "Attempts to send that failed.");
    }

    public void Attempted(TimeSpan duration) => _duration.Record(duration.TotalSeconds);

    public void Dispose() => _meter.Dispose();

    private static Measurement<long>[] Dropped(DropCounts counts) =>
    [
        Of(counts.QueueFull, "queue_full"),
        Of(counts.TooLarge, "too_large"),
        Of(counts.Invalid, "invalid"),
        Of(counts.Expired, "expired"),
        Of(counts.Shutdown, "shutdown"),
        Of(counts.Sampled, "sampled"),
        Of(counts.NoConsent, "no_consent"),
        Of(counts.DiskFull, "disk_full"),
        Of(counts.DiskLost, "disk_lost"),
    ];

    private static Measurement<long>[] Rejected(RejectionCounts counts) =>
    [
        Of(counts.UnknownKind, "unknown_kind"),
        Of(counts.MissingField, "missing_field"),
        Of(counts.TooLarge, "too_large"),
        Of(counts.InvalidValue, "invalid_value"),
        Of(counts.TooLate, "too_late"),
        Of(counts.TooEarly, "too_early"),
        Of(counts.Erased, "erased"),
        Of(counts.NotUtf8, "not_utf8"),
        Of(counts.ClockSkewed, "clock_skewed"),
        Of(counts.CardinalityExceeded, "cardinality_exceeded"),
        Of(counts.Unauthenticated, "unauthenticated"),
        Of(counts.PermissionDenied, "permission_denied"),
        Of(counts.InvalidBatch, "invalid_batch"),
        Of(counts.Other, "other"),
    ];

    private static Measurement<long> Of(long count, string reason) => new(count, new KeyValuePair<string, object?>("reason", reason));
}
