namespace CsTelemetry.Collector.Administering;

/// <summary>Says why an operation cannot be done, in words for the operator.</summary>
internal sealed class AdministrationException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The operation was asked for in a way that it does not know.</summary>
    public static AdministrationException Usage(string message) => new(message, ExitCodes.Usage);
}
