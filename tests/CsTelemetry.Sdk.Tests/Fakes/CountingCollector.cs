using System.Collections.Concurrent;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>Counts what arrives as the real collector does, each batch once, and misbehaves by the dice.</summary>
internal sealed class CountingCollector(int seed)
{
    private readonly ConcurrentDictionary<(ulong Client, ulong Batch), PublishRequest> _taken = new();
    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private int _repeats;

    /// <summary>Gets or sets whether it has stopped misbehaving.</summary>
    public bool IsGood { get; set; }

    public int Batches => _taken.Count;

    /// <summary>Gets how many batches came again.</summary>
    public int Repeats => _repeats;

    public List<Event> Events => [.. _taken.Values.SelectMany(request => request.Events)];

    public CollectorAnswer Answer => (call, request) =>
    {
        int dice;
        lock (_gate)
        {
            dice = IsGood ? 99 : _random.Next(100);
        }

        return dice switch
        {
            < 15 => Answers.Status(14, "down")(call, request),
            < 20 => Answers.Hang(call, request),
            < 30 => TakeThen(Answers.Hang, request)(call, request),
            < 45 => TakeThen(Answers.Reset, request)(call, request),
            _ => Take(request)(call, request),
        };
    };

    private CollectorAnswer TakeThen(CollectorAnswer answer, PublishRequest request)
    {
        Take(request);
        return answer;
    }

    private CollectorAnswer Take(PublishRequest request)
    {
        var key = (request.ClientInstanceId, request.BatchSequence);
        if (_taken.TryAdd(key, request))
        {
            return Answers.Ok;
        }

        Interlocked.Increment(ref _repeats);
        // A batch that comes again must bring the same events: it is recognised by its name alone.
        return _taken[key].Events.Equals(request.Events) ? Answers.Duplicate : Answers.Status(3, "another batch of that name");
    }
}
