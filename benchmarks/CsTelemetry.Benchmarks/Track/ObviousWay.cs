using System.Collections.Concurrent;
using System.Text.Json;

namespace CsTelemetry.Benchmarks.Track;

/// <summary>What one would write without an SDK: serialize to JSON, and queue it.</summary>
internal sealed class ObviousWay : IWay
{
    private readonly ConcurrentQueue<byte[]> _queue = new();

    public string Name => "JSON + ConcurrentQueue";

    public void Plain(int i) => Track(i, null);

    public void WithThree(int i) => Track(i, new() { ["format"] = "pdf", ["rows"] = i, ["ratio"] = 0.25 });

    public void Empty() => _queue.Clear();

    private void Track(int i, Dictionary<string, object>? properties) => _queue.Enqueue(JsonSerializer.SerializeToUtf8Bytes(
        new Usage(Guid.NewGuid(), TimeProvider.System.GetUtcNow(), "reports.export", "account-0042", Users.Of(i), properties)));

    private sealed record Usage(Guid Id, DateTimeOffset OccurredAt, string Feature, string Account, string User, Dictionary<string, object>? Properties);
}
