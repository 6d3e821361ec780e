namespace CsTelemetry.Collector.Cli;

/// <summary>A call to a running collector that came to nothing; the message tells the operator why.</summary>
internal sealed class RemoteCallException(string message, Exception? inner = null) : Exception(message, inner);
