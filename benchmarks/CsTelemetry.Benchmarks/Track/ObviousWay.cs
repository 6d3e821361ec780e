using System.Collections.Concurrent;
using System.Text.Json;

namespace CsTelemetry.Benchmarks.Track;

/// <summary>What one would write without an SDK: serialize to JSON, and queue it.</summary>
internal sealed class ObviousWay
{
    private readonly ConcurrentQueue<byte[]> _queue = new();

    public void Track(string feature, string account, string user, Dictionary<string, object>? properties) =>
        _queue.Enqueue(JsonSerializer.SerializeToUtf8Bytes(new Usage(Guid.NewGuid(), TimeProvider.System.GetUtcNow(), feature, account, user, properties)));

    public void Empty() => _queue.Clear();

    private sealed record Usage(Guid Id, DateTimeOffset OccurredAt, string Feature, string Account, string User, Dictionary<string, object>? Properties);
}
