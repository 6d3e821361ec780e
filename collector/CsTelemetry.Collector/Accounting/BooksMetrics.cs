using System.Diagnostics.Metrics;
using System.Text;

namespace CsTelemetry.Collector.Accounting;

/// <summary>Exports the books. All its numbers come from one reading, so that they balance in every scrape.</summary>
internal sealed class BooksMetrics : IDisposable
{
    public const string MeterName = "CsTelemetry.Collector";

    private readonly Meter _meter = new(MeterName);
    private readonly Books _books;

    public BooksMetrics(Books books)
    {
        _books = books;
        _meter.CreateObservableCounter("cstelemetry.collector.events", Events, "{event}", "Events by what became of them: received = accepted + rejected.");
        _meter.CreateObservableCounter("cstelemetry.collector.events.rejected", Rejected, "{event}", "Rejected events by code.");
        _meter.CreateObservableUpDownCounter("cstelemetry.collector.events.settled", Settled, "{event}", "Accepted events by where they are: accepted = verified + pending + quarantined.");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Events()
    {
        var books = _books.Read();
        yield return new(books.Received, State("received"));
        yield return new(books.Accepted, State("accepted"));
        yield return new(books.Rejected, State("rejected"));
        yield return new(books.Duplicates, State("duplicate"));
    }

    private IEnumerable<Measurement<long>> Settled()
    {
        var books = _books.Read();
        yield return new(books.Accepted, State("accepted"));
        yield return new(books.Verified, State("verified"));
        yield return new(books.Pending, State("pending"));
        yield return new(books.Quarantined, State("quarantined"));
    }

    private IEnumerable<Measurement<long>> Rejected() =>
        _books.Read().RejectedByCode.Select(pair => new Measurement<long>(pair.Value, new KeyValuePair<string, object?>("code", SnakeCase(pair.Key.ToString()))));

    private static KeyValuePair<string, object?> State(string state) => new("state", state);

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            text.Append(char.IsUpper(c) && text.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
