using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Scraping;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Accounting;

public sealed class BooksMetricsTests
{
    [Fact]
    public void A_scrape_shows_books_that_balance()
    {
        var books = new Books();
        using var metrics = new BooksMetrics(books);
        using var registry = new MetricsRegistry();
        registry.Start();
        books.Restore(verified: 8, pending: 5, quarantined: 1);
        books.Verified(2, quarantined: 2);
        books.Answered(5, [Sample.Rejected(0, RejectionCode.TooLate), Sample.Rejected(1, RejectionCode.TooLate)]);
        books.Repeated(3);

        var families = registry.Read();

        Assert.Equal("received=21 accepted=19 rejected=2 duplicate=3", States(families, "cstelemetry_collector_events_total"));
        Assert.Equal("accepted=19 verified=10 pending=6 quarantined=3", States(families, "cstelemetry_collector_events_settled"));
        Assert.Equal(
            "unknown_kind=0 missing_field=0 too_large=0 invalid_value=0 too_late=2 too_early=0 erased=0 not_utf8=0 clock_skewed=0 cardinality_exceeded=0",
            States(families, "cstelemetry_collector_events_rejected_total"));
    }

    private static string States(IReadOnlyList<MetricFamily> families, string name)
    {
        var family = Assert.Single(families, family => family.Name == name);
        return string.Join(' ', family.Samples.OrderBy(Place).Select(sample => $"{sample.Labels[0].Value}={sample.Value}"));
    }

    private static int Place(MetricSample sample) =>
        Array.IndexOf(["received", "accepted", "rejected", "duplicate", "verified", "pending", "quarantined", "unknown_kind", "missing_field", "too_large", "invalid_value", "too_late", "too_early", "erased", "not_utf8", "clock_skewed", "cardinality_exceeded"], sample.Labels[0].Value);
}
