using CsTelemetry.Collector.Storing;

namespace CsTelemetry.Collector.Tests.Storing;

public sealed class StoreOptionsTests
{
    [Fact]
    public void The_defaults_have_no_fault() => Assert.Empty(new StoreOptions().Faults());

    [Fact]
    public void The_least_and_the_most_of_everything_have_none_either()
    {
        Assert.Empty(new StoreOptions
        {
            FlushInterval = TimeSpan.FromMilliseconds(10),
            BusyBatchEvents = 1,
            MaxBatchEvents = 1000,
            MaxBatchTextBytes = 1 << 20,
            AuditInterval = TimeSpan.FromMilliseconds(100),
            AuditShare = 0.01,
            RetryFirstDelay = TimeSpan.FromMilliseconds(10),
            RetryLongestDelay = TimeSpan.FromMilliseconds(100),
            DuplicateSearchInterval = TimeSpan.FromSeconds(1),
            DuplicateSearchWindow = TimeSpan.FromHours(1),
        }.Faults());
        Assert.Empty(new StoreOptions
        {
            FlushInterval = TimeSpan.FromMinutes(1),
            BusyBatchEvents = 490_000,
            MaxBatchEvents = 490_000,
            MaxBatchTextBytes = 96 << 20,
            AuditInterval = TimeSpan.FromMinutes(5),
            AuditShare = 1,
            RetryFirstDelay = TimeSpan.FromMinutes(1),
            RetryLongestDelay = TimeSpan.FromMinutes(5),
            DuplicateSearchInterval = TimeSpan.FromDays(1),
            DuplicateSearchWindow = TimeSpan.FromDays(60),
        }.Faults());
    }

    [Fact]
    public void All_that_is_too_little_is_told()
    {
        var tick = TimeSpan.FromTicks(1);
        AssertAllFaulty(new StoreOptions
        {
            FlushInterval = TimeSpan.FromMilliseconds(10) - tick,
            BusyBatchEvents = 0,
            MaxBatchEvents = 999,
            MaxBatchTextBytes = (1 << 20) - 1,
            AuditInterval = TimeSpan.FromMilliseconds(100) - tick,
            AuditShare = 0.009,
            RetryFirstDelay = TimeSpan.FromMilliseconds(10) - tick,
            RetryLongestDelay = TimeSpan.FromMilliseconds(100) - tick,
            DuplicateSearchInterval = TimeSpan.FromSeconds(1) - tick,
            DuplicateSearchWindow = TimeSpan.FromHours(1) - tick,
        });
    }

    [Fact]
    public void All_that_is_too_much_is_told()
    {
        var tick = TimeSpan.FromTicks(1);
        AssertAllFaulty(new StoreOptions
        {
            FlushInterval = TimeSpan.FromMinutes(1) + tick,
            BusyBatchEvents = 490_001,
            MaxBatchEvents = 490_001,
            MaxBatchTextBytes = (96 << 20) + 1,
            AuditInterval = TimeSpan.FromMinutes(5) + tick,
            AuditShare = double.NaN,
            RetryFirstDelay = TimeSpan.FromMinutes(1) + tick,
            RetryLongestDelay = TimeSpan.FromMinutes(5) + tick,
            DuplicateSearchInterval = TimeSpan.FromDays(1) + tick,
            DuplicateSearchWindow = TimeSpan.FromDays(60) + tick,
        });
    }

    private static void AssertAllFaulty(StoreOptions options) => Assert.Equal(
        ["Store:FlushInterval", "Store:BusyBatchEvents", "Store:MaxBatchEvents", "Store:MaxBatchTextBytes", "Store:AuditInterval", "Store:AuditShare", "Store:RetryFirstDelay", "Store:RetryLongestDelay", "Store:DuplicateSearchInterval", "Store:DuplicateSearchWindow"],
        options.Faults().Select(fault => fault.Split(' ')[0]));
}
