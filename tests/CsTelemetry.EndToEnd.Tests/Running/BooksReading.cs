using System.Globalization;

namespace CsTelemetry.EndToEnd.Tests.Running;

/// <summary>The collector's books, read off its metrics.</summary>
internal sealed record BooksReading(long Received, long Accepted, long Rejected, long Duplicate, long Verified, long Pending)
{
    public static BooksReading Parse(string metrics)
    {
        long Read(string sample)
        {
            var line = metrics.Split('\n').Single(line => line.StartsWith(sample + " ", StringComparison.Ordinal));
            return (long)double.Parse(line[(sample.Length + 1)..], CultureInfo.InvariantCulture);
        }

        long Events(string state) => Read($"cstelemetry_collector_events_total{{state=\"{state}\"}}");
        long Settled(string state) => Read($"cstelemetry_collector_events_settled{{state=\"{state}\"}}");
        return new BooksReading(Events("received"), Events("accepted"), Events("rejected"), Events("duplicate"), Settled("verified"), Settled("pending"));
    }
}
