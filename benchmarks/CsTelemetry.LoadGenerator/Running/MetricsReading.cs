using System.Globalization;

namespace CsTelemetry.LoadGenerator.Running;

/// <summary>Holds one scrape of the collector's metrics.</summary>
internal sealed class MetricsReading(string text)
{
    private const string Publish = "TelemetryCollector/Publish\"";

    /// <summary>Gets the events that the collector took, over all its starts.</summary>
    public long Accepted => Sum("cstelemetry_collector_events_settled", "state=\"accepted\"");

    /// <summary>Gets the events that are in the log and not yet proven to be in the store.</summary>
    public long Pending => Sum("cstelemetry_collector_events_settled", "state=\"pending\"");

    /// <summary>Gets the calls of Publish that ended with another status than OK, since this start.</summary>
    public long RefusedCalls => Sum("cstelemetry_grpc_calls_total", Publish) - Sum("cstelemetry_grpc_calls_total", Publish, "code=\"Ok\"");

    /// <summary>Adds up the samples of a family that have all these labels.</summary>
    public long Sum(string family, params IEnumerable<string> labels)
    {
        var samples = text.Split('\n')
            .Where(line => line.StartsWith(family + "{", StringComparison.Ordinal))
            .Where(line => labels.All(label => line.Contains(label, StringComparison.Ordinal)));
        return samples.Sum(line => (long)double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
