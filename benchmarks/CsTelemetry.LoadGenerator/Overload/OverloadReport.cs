using System.Globalization;

namespace CsTelemetry.LoadGenerator.Overload;

/// <summary>The figures of one run. Events; a batch that is sent again counts as sent again.</summary>
internal sealed record OverloadReport(double Times, long Sent, long Accepted, long Refused, long RefusedWithoutRetryInfo, long CollectorPeakBytes, TimeSpan? Recovery)
{
    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"times={Times} sent={Sent} accepted={Accepted} refused={Refused} refused_without_retry_info={RefusedWithoutRetryInfo} collector_peak_rss_mb={CollectorPeakBytes >> 20} recovery_s={(Recovery is { } time ? time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) : "never")}");
}
