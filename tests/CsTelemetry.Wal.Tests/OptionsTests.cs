using Microsoft.Extensions.Logging.Abstractions;

namespace CsTelemetry.Wal.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void The_defaults_need_only_a_directory()
    {
        Assert.Equal(["Directory is empty; it must name a folder."], new WalOptions().Validate());
        Assert.Empty(new WalOptions { Directory = "somewhere" }.Validate());
    }

    [Fact]
    public void Opening_names_every_fault_at_once()
    {
        var options = new WalOptions
        {
            SegmentBytes = 1,
            MaxRecordBytes = 0,
            MaxTotalBytes = 1,
            MaxPendingBytes = 1,
            MaxGroupBytes = 1,
            ReserveBytes = 1,
            CloseTimeout = TimeSpan.FromSeconds(-1),
        };

        var exception = Assert.Throws<ArgumentException>(() => WriteAheadLog.Open(options, TimeProvider.System, NullLogger.Instance));

        string[] names = ["Directory", "SegmentBytes", "MaxRecordBytes", "MaxTotalBytes", "MaxPendingBytes", "MaxGroupBytes", "ReserveBytes", "CloseTimeout"];
        Assert.All(names, name => Assert.Contains($"{name} is ", exception.Message));
    }

    [Fact]
    public void Limits_that_contradict_each_other_are_named()
    {
        var options = new WalOptions { Directory = "somewhere", SegmentBytes = 1024 * 1024, MaxRecordBytes = 1024 * 1024 };

        var fault = Assert.Single(options.Validate());

        Assert.Contains("SegmentBytes is 1048576; it must be at least 1048660", fault);
    }
}
