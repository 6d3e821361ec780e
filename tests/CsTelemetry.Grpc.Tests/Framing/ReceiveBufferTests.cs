using System.Buffers;
using CsTelemetry.Grpc.Framing;

namespace CsTelemetry.Grpc.Tests.Framing;

public sealed class ReceiveBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(300_000)]
    public void What_goes_in_piece_by_piece_comes_out_whole(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        using var buffer = new ReceiveBuffer(new ReceiveBudget(1_000_000));

        foreach (var piece in bytes.Chunk(1777))
        {
            buffer.Append(new ReadOnlySequence<byte>(piece));
        }

        Assert.Equal(bytes, buffer.AsSequence().ToArray());
        Assert.Equal(length, buffer.Length);
    }

    [Fact]
    public void It_holds_little_more_than_what_arrived()
    {
        var budget = new ReceiveBudget(10_000_000);
        using var buffer = new ReceiveBuffer(budget);

        for (var arrived = 1000; arrived <= 1_000_000; arrived += 1000)
        {
            buffer.Append(new ReadOnlySequence<byte>(new byte[1000]));
            Assert.InRange(budget.UsedBytes, arrived, (2 * arrived) + ReceiveBuffer.LargestChunkBytes);
        }
    }

    [Fact]
    public void What_it_took_from_the_budget_it_gives_back()
    {
        var budget = new ReceiveBudget(1_000_000);

        using (var buffer = new ReceiveBuffer(budget))
        {
            buffer.Append(new ReadOnlySequence<byte>(new byte[100_000]));
        }

        Assert.Equal(0, budget.UsedBytes);
    }

    [Fact]
    public void A_spent_budget_refuses_with_a_delay_and_keeps_its_count()
    {
        var budget = new ReceiveBudget(100_000);
        using var buffer = new ReceiveBuffer(budget);

        var refusal = Assert.Throws<GrpcException>(() => buffer.Append(new ReadOnlySequence<byte>(new byte[200_000])));

        Assert.Equal((GrpcStatusCode.ResourceExhausted, TimeSpan.FromSeconds(1)), (refusal.Code, refusal.RetryDelay!.Value));
        Assert.InRange(budget.UsedBytes, 1, 100_000);
    }
}
