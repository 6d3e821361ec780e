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

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
