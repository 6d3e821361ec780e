namespace CsTelemetry.ClickHouse.Embedded;

/// <summary>Says how the host process ended; the supervisor prints the number.</summary>
internal static class HostExitCodes
{
    internal const int Clean = 0;
    internal const int ServerFailed = 1;
    internal const int BadArguments = 2;

    /// <summary>ClickHouse did not end in <see cref="StopSequence.Deadline"/>; the process was ended.</summary>
    internal const int StopDeadlinePassed = 3;
}
