using System.Collections.Concurrent;
using CsTelemetry.Grpc.Health;

namespace CsTelemetry.Grpc;

/// <summary>
/// Holds what <c>grpc.health.v1.Health</c> tells about each service; the empty name stands for the server as a
/// whole and is not serving until it is said to be. While the server stops, nothing is serving. Thread-safe.
/// </summary>
public sealed class GrpcHealth
{
    private readonly ConcurrentDictionary<string, bool> _serving = new(StringComparer.Ordinal) { [string.Empty] = false };
    private readonly CancellationToken _stopping;
    private TaskCompletionSource _changed = NewSignal();

    internal GrpcHealth(int maxWatchers, CancellationToken stopping)
    {
        _stopping = stopping;
        Watchers = new HealthWatchers(maxWatchers);
    }

    internal HealthWatchers Watchers { get; }

    /// <summary>Sets whether a service is serving, and tells those who watch it.</summary>
    /// <param name="service">The service's full name, such as <c>cstelemetry.v1.TelemetryCollector</c>; empty for the whole server.</param>
    /// <param name="serving">Whether it can be called.</param>
    public void SetStatus(string service, bool serving)
    {
        _serving[service] = serving;
        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
    }

    /// <summary>Tells whether a service is serving; null when it is not known.</summary>
    internal bool? IsServing(string service) =>
        _serving.TryGetValue(service, out var serving) ? serving && !_stopping.IsCancellationRequested : null;

    /// <summary>Gets what ends at the next change. Take it before reading a status, or a change between the two is missed.</summary>
    internal Task NextChange() => Volatile.Read(ref _changed).Task;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
