using CsTelemetry.Collector.Accounting;

namespace CsTelemetry.Collector.Tests.Accounting;

public sealed class QuarantinedBooksTests
{
    [Fact]
    public void What_the_store_refused_is_settled_and_not_verified()
    {
        var books = new Books();
        books.Restore(verified: 100, pending: 10, quarantined: 3);

        books.Verified(8, quarantined: 2);

        var read = books.Read();
        Assert.Equal((113, 108, 5, 0), (read.Accepted, read.Verified, read.Quarantined, read.Pending));
    }
}
