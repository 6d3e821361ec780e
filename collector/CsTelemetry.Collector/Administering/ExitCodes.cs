namespace CsTelemetry.Collector.Administering;

/// <summary>What a command's exit code says. Scripts rely on them; never renumber one.</summary>
internal static class ExitCodes
{
    /// <summary>Done, and nothing is wrong.</summary>
    public const int Done = 0;

    /// <summary>Done, and something wrong was found that is not repaired.</summary>
    public const int Found = 1;

    /// <summary>The command was not used as it must be; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>It could not be done, or not to its end.</summary>
    public const int Failed = 3;

    /// <summary>Interrupted; run it again and it goes on.</summary>
    public const int Interrupted = 130;
}
