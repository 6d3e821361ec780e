using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>Keeps the numbers of all messages, and tells when one has come.</summary>
internal sealed class CapturingLogger<T> : ILogger<T>
{
    private readonly ConcurrentDictionary<(int Id, int Times), TaskCompletionSource> _seen = new();
    private readonly ConcurrentQueue<int> _ids = new();

    internal IReadOnlyCollection<int> Ids => _ids;

    /// <summary>Ends when the message has been logged at least that often.</summary>
    internal Task Seen(int id, int times = 1) => Source(id, times).Task;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _ids.Enqueue(eventId.Id);
        for (var times = _ids.Count(id => id == eventId.Id); times > 0; times--)
        {
            Source(eventId.Id, times).TrySetResult();
        }
    }

    private TaskCompletionSource Source(int id, int times) =>
        _seen.GetOrAdd((id, times), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
