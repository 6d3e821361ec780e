using Microsoft.Extensions.Logging;

namespace CsTelemetry.ClickHouse;

/// <summary>Numbers the sentences of this library: 4100 migrations, 4200 the embedded server.</summary>
internal static partial class Log
{
    [LoggerMessage(4101, LogLevel.Information, "Applied migration {Version} ({Name}) in {Seconds:0.00} s.")]
    public static partial void MigrationApplied(ILogger logger, int version, string name, double seconds);

    [LoggerMessage(4102, LogLevel.Debug, "The schema was up to date at version {Version}.")]
    public static partial void SchemaUpToDate(ILogger logger, int version);

    [LoggerMessage(4201, LogLevel.Information, "The embedded ClickHouse (process {ProcessId}) answered on port {Port} after {Seconds:0.00} s.")]
    public static partial void ServerStarted(ILogger logger, int processId, int port, double seconds);

    [LoggerMessage(4202, LogLevel.Error, "The embedded ClickHouse ended by itself with code {ExitCode}; restart {Attempt} follows in {Seconds:0.00} s. Its last words: {Output}")]
    public static partial void ServerEnded(ILogger logger, int exitCode, int attempt, double seconds, string output);

    [LoggerMessage(4203, LogLevel.Warning, "Restart {Attempt} of the embedded ClickHouse failed.")]
    public static partial void RestartFailed(ILogger logger, int attempt, Exception exception);

    [LoggerMessage(4204, LogLevel.Information, "The embedded ClickHouse stopped with code {ExitCode} after {Seconds:0.00} s.")]
    public static partial void ServerStopped(ILogger logger, int exitCode, double seconds);

    [LoggerMessage(4205, LogLevel.Warning, "The embedded ClickHouse did not stop within {Seconds:0.0} s and was killed; what it acknowledged is on disk.")]
    public static partial void ServerKilled(ILogger logger, double seconds);

    [LoggerMessage(4206, LogLevel.Error, "The supervisor of the embedded ClickHouse failed.")]
    public static partial void SupervisorFailed(ILogger logger, Exception exception);

    [LoggerMessage(4207, LogLevel.Warning, "A subscriber to restarts of the embedded ClickHouse failed.")]
    public static partial void SubscriberFailed(ILogger logger, Exception exception);
}
