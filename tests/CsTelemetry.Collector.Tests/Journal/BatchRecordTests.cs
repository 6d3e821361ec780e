using System.Text.Json;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Receiving;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Grpc;

namespace CsTelemetry.Collector.Tests.Journal;

public sealed class BatchRecordTests
{
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void What_is_read_is_what_was_written(int seed)
    {
        var batches = new RandomBatches(seed);
        for (var i = 0; i < 500; i++)
        {
            var batch = batches.Next();

            var read = Wired.Batch(Wired.Record(batch));

            Assert.Equal(Text(batch), Text(read));
        }
    }

    [Fact]
    public void The_request_is_kept_byte_for_byte_whatever_stands_around_it()
    {
        byte[] request = [.. Enumerable.Range(0, 700).Select(i => (byte)i)];
        using var buffer = BatchRecordBuffer.Rent(request.Length);
        request.CopyTo(buffer.Request);
        var head = new BatchHead(Sample.Identity(ulong.MaxValue, ulong.MaxValue, "日本語"), long.MaxValue, long.MinValue, IsBackfill: true, 5000, 4000);
        var rejections = Enumerable.Range(0, 1000).Select(i => Sample.Rejected(i * 5)).ToList();
        var shifts = Enumerable.Range(0, 5000).Select(i => (sbyte)(i % 3 - 1)).ToArray();

        var record = BatchRecord.Read(buffer.Seal(head, rejections, shifts).Span);

        Assert.Equal(head, record.Head);
        Assert.True(record.Request.SequenceEqual(request));
        Assert.Equal(rejections.Select(rejection => new RejectedIndex(rejection.Index, rejection.Code)), record.Rejected);
        Assert.True(record.DayShifts.SequenceEqual(shifts));
    }

    [Fact]
    public void What_is_rented_is_charged_before_and_given_back_once()
    {
        var budget = new ByteBudget(100_000);
        var first = BatchRecordBuffer.Rent(30_000, budget);
        Assert.InRange(budget.UsedBytes, 30_000, 100_000);

        Assert.Throws<GrpcException>(() => BatchRecordBuffer.Rent(80_000, budget));
        first.Dispose();
        first.Dispose();

        Assert.Equal(0, budget.UsedBytes);
    }

    private static string Text(JournaledBatch batch) => JsonSerializer.Serialize(batch);
}
