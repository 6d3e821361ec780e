using System.Collections.Concurrent;
using CsTelemetry.Exporting;
using CsTelemetry.Protocol.V1;
using CsTelemetry.Wire;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>A collector that recognises batches as the real one does, and that can be out of reach or lose its replies.</summary>
internal sealed class RememberingTransport : IBatchTransport
{
    private readonly ConcurrentDictionary<(ulong Client, ulong Batch), PublishRequest> _taken = new();
    private int _duplicates;
    private int _attempts;

    /// <summary>Gets or sets whether nothing arrives.</summary>
    public bool IsDown { get; set; }

    /// <summary>Gets or sets whether batches arrive but their replies do not.</summary>
    public bool LosesReplies { get; set; }

    /// <summary>Gets or sets whether batches arrive, and the sender waits for ever.</summary>
    public bool Hangs { get; set; }

    public int Duplicates => _duplicates;

    public int Attempts => _attempts;

    public ConcurrentQueue<(ulong Client, ulong Batch)> Order { get; } = new();

    /// <summary>Gets the users of all events that were taken, one for each event.</summary>
    public List<string> Users => [.. _taken.Values.SelectMany(request => request.Events.Select(one => one.UserId))];

    public async Task<AttemptResult> SendAsync(ReadOnlyMemory<byte> frame, CancellationToken abort)
    {
        Interlocked.Increment(ref _attempts);
        if (IsDown)
        {
            return AttemptResult.Retry("down", mayHaveArrived: false);
        }

        var request = ScriptedTransport.Parse(frame.ToArray());
        var isNew = Take(request);
        if (Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, abort);
        }

        return LosesReplies
            ? AttemptResult.Retry("the reply was lost")
            : AttemptResult.Answered(new PublishReply(request.BatchSequence, (uint)request.Events.Count, [], null, !isNew));
    }

    public Task<ForgetAttempt> ForgetAsync(string userId, string? accountId, CancellationToken abort) =>
        Task.FromResult(ForgetAttempt.Refused("not here"));

    public void Dispose()
    {
    }

    private bool Take(PublishRequest request)
    {
        var key = (request.ClientInstanceId, request.BatchSequence);
        Order.Enqueue(key);
        if (_taken.TryAdd(key, request))
        {
            return true;
        }

        Interlocked.Increment(ref _duplicates);
        // The same batch must be the same events for ever.
        Assert.Equal(_taken[key].Events, request.Events);
        return false;
    }
}
