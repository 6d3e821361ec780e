using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Sdk.Tests.Fakes;

/// <summary>Keeps every message; can fail instead.</summary>
internal sealed class CapturingLogger(bool throws = false) : ILogger, ILoggerFactory
{
    public ConcurrentQueue<(int Id, string Text)> Messages { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Messages.Enqueue((eventId.Id, formatter(state, exception) + exception));
        if (throws)
        {
            throw new InvalidOperationException("the log disk is full");
        }
    }

    /// <summary>Waits until a message was written: what the books show is there a moment earlier.</summary>
    public Task UntilSaidAsync(int id, string start = "") =>
        Eventually.TrueAsync(
            () => Messages.Any(message => message.Id == id && message.Text.StartsWith(start, StringComparison.Ordinal)),
            $"message {id} is logged");

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
