using CsTelemetry.Protocol.Google.Rpc;
using CsTelemetry.Wire;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace CsTelemetry.Sdk.Tests.Wire;

public sealed class RetryInfoReaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1500)]
    [InlineData(3_600_000)]
    public void The_delay_is_read_as_the_generated_message_wrote_it(int milliseconds)
    {
        var delay = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Equal(delay, RetryInfoReader.Read(StatusWith(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) })));
    }

    [Fact]
    public void The_delay_is_found_behind_other_details()
    {
        var status = new Status { Code = 8, Message = "busy" };
        status.Details.Add(Any.Pack(new StringValue { Value = "something else" }));
        status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(3)) }));

        Assert.Equal(TimeSpan.FromSeconds(3), RetryInfoReader.Read(status.ToByteArray()));
    }

    [Fact]
    public void A_status_without_RetryInfo_has_no_delay()
    {
        Assert.Null(RetryInfoReader.Read(StatusWith(new StringValue { Value = "x" })));
        Assert.Null(RetryInfoReader.Read([]));
        Assert.Null(RetryInfoReader.Read(null));
    }

    [Fact]
    public void A_negative_delay_is_no_delay_and_an_endless_one_is_cut_to_a_day()
    {
        Assert.Null(RetryInfoReader.Read(StatusWith(new RetryInfo { RetryDelay = new Duration { Seconds = -5 } })));
        Assert.Equal(TimeSpan.FromDays(1), RetryInfoReader.Read(StatusWith(new RetryInfo { RetryDelay = new Duration { Seconds = long.MaxValue } })));
    }

    [Fact]
    public void Broken_bytes_never_throw()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var whole = StatusWith(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(3)) });
        for (var round = 0; round < 5_000; round++)
        {
            var bytes = whole.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            var failure = Record.Exception(() => RetryInfoReader.Read(bytes.AsSpan(0, random.Next(bytes.Length + 1))));

            Assert.True(failure is null, $"seed {seed}, round {round}: {failure}");
        }
    }

    private static byte[] StatusWith(IMessage detail)
    {
        var status = new Status { Code = 14, Message = "later" };
        status.Details.Add(Any.Pack(detail));
        return status.ToByteArray();
    }
}
