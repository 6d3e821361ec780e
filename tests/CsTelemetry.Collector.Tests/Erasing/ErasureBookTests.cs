using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Erasing;

public sealed class ErasureBookTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly Tombstones _tombstones = new();
    private readonly ErasureBook _book;

    public ErasureBookTests() => _book = new ErasureBook(_tombstones, _time);

    [Fact]
    public void An_order_refuses_events_from_when_it_is_asked_for_until_it_is_withdrawn()
    {
        var order = Sample.Order("ann");

        Assert.True(_book.TryAsk(order));
        Assert.NotNull(_tombstones.Of("demo"));

        _book.Withdraw(order.ReceiptId);
        Assert.Null(_tombstones.Of("demo"));
        Assert.Empty(_book.Unfinished());
    }

    [Fact]
    public void An_order_is_covered_by_itself_and_by_a_later_one_about_the_same()
    {
        var known = Sample.Order("ann", minutes: 5);
        _book.TryAsk(known);

        Assert.True(_book.Covers(known));
        Assert.True(_book.Covers(Sample.Order("ann", minutes: 4)));
        Assert.False(_book.Covers(Sample.Order("ann", minutes: 6)));
        Assert.False(_book.Covers(Sample.Order("ann", "acme", minutes: 4)));
        Assert.False(_book.Covers(Sample.Order("bob", minutes: 4)));
        Assert.False(_book.Covers(known with { ReceiptId = Guid.NewGuid(), Target = ErasureTarget.Account, UserId = "", AccountId = "ann" }));
    }

    [Fact]
    public void An_order_is_due_when_everything_before_it_is_verified()
    {
        var order = Taken(Sample.Order("ann"), at: 7);

        Assert.False(order.IsDue(1, verifiedThrough: 6));
        Assert.True(order.IsDue(1, verifiedThrough: 7));
        Assert.True(order.IsDue(2, verifiedThrough: 0));
        Assert.False((order with { Stage = ErasureStage.Erased }).IsDue(1, verifiedThrough: 7));
        Assert.False(order.IsOutOf(1, firstSequence: 7));
        Assert.True(order.IsOutOf(1, firstSequence: 8));
    }

    [Fact]
    public void A_tombstone_falls_when_no_event_can_be_late_enough_and_not_before_the_order_is_carried_out()
    {
        var done = Taken(Sample.Order("ann"), at: 1).Order;
        var open = Taken(Sample.Order("bob"), at: 2).Order;
        _book.MoveTo(done.ReceiptId, ErasureStage.Cleared);

        _time.Advance(ErasureBook.KeepFor);
        Assert.Equal(2, _book.ExpireAndList().Count);

        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([open.ReceiptId], _book.ExpireAndList().Select(entry => entry.Order.ReceiptId));
        Assert.Empty(_tombstones.Of("demo")!.About("ann"));
    }

    [Fact]
    public void A_user_who_is_forgotten_again_and_again_costs_one_tombstone()
    {
        for (var minute = 0; minute < 500; minute++)
        {
            _book.MoveTo(Taken(Sample.Order("ann", minutes: minute), at: minute).Order.ReceiptId, ErasureStage.Cleared);
        }

        Assert.Equal(1, _book.Count().Tombstones);
        Assert.Single(_tombstones.Of("demo")!.About("ann"));
    }

    [Fact]
    public void One_users_open_orders_are_bounded()
    {
        for (var i = 0; i < ErasureBook.MaxOrdersPerUser; i++)
        {
            Assert.True(_book.TryAsk(Sample.Order("ann", account: $"account-{i}")));
        }

        Assert.False(_book.TryAsk(Sample.Order("ann", account: "one-more")));
        Assert.True(_book.TryAsk(Sample.Order("bob")));
    }

    [Fact]
    public void Orders_that_wait_are_bounded()
    {
        for (var i = 0; i < ErasureBook.MaxUnfinishedCount; i++)
        {
            Assert.True(_book.TryAsk(Sample.Order($"user-{i}")));
        }

        Assert.False(_book.TryAsk(Sample.Order("one-more")));
    }

    [Fact]
    public void Written_down_and_read_back_it_is_the_same_book()
    {
        using var folder = new ScratchFolder();
        var file = new ErasureFile(folder.File("erasures.memory"));
        Assert.Empty(file.Load());
        _book.MoveTo(Taken(Sample.Order("ann"), at: 1).Order.ReceiptId, ErasureStage.Cleared);
        _book.MoveTo(Taken(Sample.Order("bob", "acme"), at: 2).Order.ReceiptId, ErasureStage.Erased);
        Taken(Sample.Order("üser"), at: 3);
        _book.TryAsk(Sample.Order("asked"));

        file.Save(_book.ExpireAndList());
        var tombstones = new Tombstones();
        var read = new ErasureBook(tombstones, _time);
        foreach (var entry in file.Load())
        {
            read.Restore(entry);
        }

        // Of an order that was on its way nobody knows; it is carried out. What the log may still hold is looked for again.
        Assert.Equal(_book.ExpireAndList().Select(entry => entry with { Stage = entry.Stage == ErasureStage.Cleared ? ErasureStage.Cleared : ErasureStage.Open }), read.ExpireAndList());
        Assert.All((string[])["ann", "bob", "üser", "asked"], user => Assert.Single(tombstones.Of("demo")!.About(user)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("erasures.memory")));
        }
    }

    [Fact]
    public void An_order_that_the_file_knows_is_not_opened_again_by_the_log()
    {
        var order = Taken(Sample.Order("ann"), at: 1).Order;
        _book.MoveTo(order.ReceiptId, ErasureStage.Cleared);

        _book.Recover(order, logId: 1, sequence: 1);

        Assert.Empty(_book.Unfinished());
        Assert.Single(_tombstones.Of("demo")!.About("ann"));
    }

    private ErasureEntry Taken(ErasureOrder order, long at)
    {
        Assert.True(_book.TryAsk(order));
        _book.Take(order.ReceiptId, logId: 1, at);
        return _book.Unfinished().Single(entry => entry.Order.ReceiptId == order.ReceiptId);
    }
}
