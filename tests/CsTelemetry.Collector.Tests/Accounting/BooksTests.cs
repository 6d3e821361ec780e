using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Accounting;

public sealed class BooksTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task They_balance_at_every_moment_whoever_writes(int seed)
    {
        var books = new Books();
        using var done = new CancellationTokenSource();
        var reader = Task.Run(() => ReadUntil(books, done.Token));

        var written = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => Write(books, new Random((seed * 100) + i)))));
        await done.CancelAsync();
        var reads = await reader;

        Assert.True(reads > 0);
        var read = books.Read();
        Assert.Equal(written.Sum(sum => sum.Accepted), read.Accepted);
        Assert.Equal(written.Sum(sum => sum.Rejected), read.Rejected);
        Assert.Equal(written.Sum(sum => sum.Duplicates), read.Duplicates);
        Assert.Equal(read.Accepted, read.Verified);
        Assert.Equal(read.Accepted + read.Rejected, read.Received);
        Assert.Equal(0, read.Pending);
    }

    [Fact]
    public void A_rejection_is_counted_under_its_code()
    {
        var books = new Books();

        books.Answered(0, [.. Enum.GetValues<RejectionCode>().SelectMany(code => Enumerable.Repeat(Sample.Rejected(0, code), (int)code))]);

        Assert.Equal(Enum.GetValues<RejectionCode>().ToDictionary(code => code, code => (long)code), books.Read().RejectedByCode);
    }

    [Fact]
    public void What_the_log_knows_is_taken_over()
    {
        var books = new Books();

        books.Restore(verified: 100, pending: 7);
        books.Answered(3, []);
        books.Verified(10);

        var read = books.Read();
        Assert.Equal((110, 110, 0), (read.Accepted, read.Verified, read.Pending));
    }

    [Fact]
    public void What_comes_again_is_not_received()
    {
        var books = new Books();

        books.Repeated(5);

        Assert.Equal((5, 0), (books.Read().Duplicates, books.Read().Received));
    }

    private static (long Accepted, long Rejected, long Duplicates) Write(Books books, Random random)
    {
        var sum = (Accepted: 0L, Rejected: 0L, Duplicates: 0L);
        for (var i = 0; i < 2000; i++)
        {
            var (accepted, rejected, duplicates) = (random.Next(5), random.Next(3), random.Next(3));
            books.Answered(accepted, [.. Enumerable.Range(0, rejected).Select(index => Sample.Rejected(index, (RejectionCode)random.Next(1, 7)))]);
            books.Repeated(duplicates);
            books.Verified(accepted);
            sum = (sum.Accepted + accepted, sum.Rejected + rejected, sum.Duplicates + duplicates);
        }

        return sum;
    }

    private static int ReadUntil(Books books, CancellationToken cancellationToken)
    {
        var reads = 0;
        do
        {
            var read = books.Read();
            Assert.Equal(read.Rejected, read.RejectedByCode.Values.Sum());
            Assert.True(read.Pending >= 0, $"{read.Verified} events are verified of {read.Accepted} accepted.");
            reads++;
        }
        while (!cancellationToken.IsCancellationRequested);

        return reads;
    }
}
