using System.Text;
using CsTelemetry.Buffering;
using CsTelemetry.Protocol.V1;
using CsTelemetry.Sdk.Tests.Fakes;
using CsTelemetry.Wire;
using Xunit.Abstractions;
using EventKind = CsTelemetry.Wire.EventKind;

namespace CsTelemetry.Sdk.Tests.Buffering;

/// <summary>How one user's events are taken back from the batches that never left.</summary>
public sealed class RemovalTests(ITestOutputHelper output) : IDisposable
{
    private readonly EventBuffer _buffer = new(
        BatchFrame.Prefix(9, "sdk", "tests", "1", "here"), new BufferLimits(10_000, 100, 4096, 10, 2048), TimeSpan.FromSeconds(1), new ManualTimeProvider(), () => 1.0);

    [Fact]
    public void Only_that_user_s_events_go_and_the_rest_is_still_a_batch()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var events = Enumerable.Range(0, 237).Select(_ => (User: $"u{random.Next(4)}", Account: $"a{random.Next(2)}")).ToList();
        events.ForEach(one => Add(one.User, one.Account));

        var removed = Remove("u1", "a0") + Remove("u2");

        var left = events.Where(one => one is not ("u1", "a0") and not ("u2", _)).ToList();
        Assert.Equal((events.Count - left.Count, events.Count - left.Count), (removed, _buffer.Read().Dropped.NoConsent));
        Books.AssertBalanced(_buffer.Read());
        var sent = SendAll().ToList();
        Assert.Equal(left, sent.Select(one => (one.UserId, one.AccountId)));
        Assert.Equal(sent.Select(one => one.Sequence).Order(), sent.Select(one => one.Sequence));
        Assert.Equal((left.Count, 0L), (_buffer.Read().Delivered, _buffer.Read().Queued));
        Books.AssertBalanced(_buffer.Read());
    }

    [Fact]
    public async Task A_flush_that_goes_on_counts_them_and_still_adds_up()
    {
        // The second batch is cut in two by the flush: what is added later is not its business.
        for (var i = 0; i < 15; i++)
        {
            Add(i % 3 == 0 ? "gone" : "stays", "a");
        }

        var flush = _buffer.FlushAsync(Timeout.InfiniteTimeSpan, CancellationToken.None);
        for (var i = 0; i < 4; i++)
        {
            Add(i % 2 == 0 ? "gone" : "stays", "a");
        }

        Assert.Equal(7, Remove("gone"));
        Assert.Equal(12, SendAll().Count());

        var result = await flush.AsTask().WaitAsync(TestClients.Patience);
        Assert.Equal((10, 5, 0L), (result.Delivered, result.Dropped, result.Remaining));
    }

    [Fact]
    public void A_batch_that_was_taken_keeps_its_events_and_an_empty_one_goes()
    {
        for (var i = 0; i < 25; i++)
        {
            Add("gone", "a");
        }

        Assert.True(_buffer.TryTake(out var taken));
        Assert.Equal(15, Remove("gone"));

        Assert.Equal((10, 10L), (taken.EventCount, _buffer.Read().Queued));
        _buffer.Close();
        Assert.False(_buffer.TryTake(out _));
        Books.AssertBalanced(_buffer.Read());
    }

    public void Dispose() => _buffer.Dispose();

    private void Add(string user, string account) => Assert.True(_buffer.TryAdd(new EventDraft { Kind = EventKind.FeatureUse, Feature = "f", AccountId = account, UserId = user }, default));

    private int Remove(string user, string account = "") => _buffer.Remove(Encoding.UTF8.GetBytes(user), Encoding.UTF8.GetBytes(account));

    private IEnumerable<Event> SendAll()
    {
        _buffer.Close();
        while (_buffer.TryTake(out var batch))
        {
            var request = ScriptedTransport.Parse(batch.Frame.ToArray());
            Assert.Equal(batch.EventCount, request.Events.Count);
            Assert.Equal(batch.FirstSequence, request.Events[0].Sequence);
            _buffer.Books.Settle(batch, Settlement.Taken(new PublishReply(request.BatchSequence, (uint)request.Events.Count, [], null, false)));
            foreach (var one in request.Events)
            {
                yield return one;
            }
        }
    }
}
