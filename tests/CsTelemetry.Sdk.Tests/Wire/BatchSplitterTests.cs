using CsTelemetry.Sdk.Tests.Fakes;
using CsTelemetry.Wire;

namespace CsTelemetry.Sdk.Tests.Wire;

public sealed class BatchSplitterTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(501)]
    public void The_halves_have_all_events_once_in_their_order_under_names_of_their_own(int events)
    {
        var frame = Frames.Batch(events, textBytes: 300);
        BatchFrame.StampSentAt(frame, 1234);
        var whole = Frames.Read(frame);

        var split = BatchSplitter.Split(frame, 101, 102)!;

        var (first, second) = (Frames.Read(split.First), Frames.Read(split.Second));
        Assert.Equal((101UL, 102UL), (first.BatchSequence, second.BatchSequence));
        Assert.Equal((events / 2, events - (events / 2)), (split.FirstCount, split.SecondCount));
        Assert.Equal((split.FirstCount, split.SecondCount), (first.Events.Count, second.Events.Count));
        Assert.Equal(whole.Events, first.Events.Concat(second.Events));
        Assert.All([first, second], half => Assert.Equal((whole.ClientInstanceId, whole.Resource, 1234), (half.ClientInstanceId, half.Resource, half.SentAtUnixMs)));
        Assert.Equal(whole, Frames.Read(frame));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fewer_than_two_events_cannot_be_split(int events) => Assert.Null(BatchSplitter.Split(Frames.Batch(events), 1, 2));

    [Fact]
    public void Damaged_frames_are_refused_or_split_and_never_thrown_at()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var whole = Frames.Batch(20, textBytes: 10);
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = whole[..random.Next(whole.Length)];
            for (var i = 0; i < 3 && damaged.Length > 0; i++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var failure = Record.Exception(() => BatchSplitter.Split(damaged, 1, 2));
            Assert.True(failure is null, $"seed {seed}, round {round}: {failure}");
        }
    }
}
