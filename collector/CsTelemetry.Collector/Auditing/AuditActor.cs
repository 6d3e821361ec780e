namespace CsTelemetry.Collector.Auditing;

/// <summary>Who acts, and from where.</summary>
/// <param name="Name">`key:PREFIX`, or `operator:NAME`.</param>
/// <param name="From">An IP address, or `local`.</param>
internal sealed record AuditActor(string Name, string From)
{
    /// <summary>Makes the actor of a command on this machine: the operating system's user.</summary>
    public static AuditActor Operator() => new($"operator:{Environment.UserName}", "local");

    /// <summary>Makes the actor of a call with a key.</summary>
    public static AuditActor Key(string prefix, string from) => new($"key:{prefix}", from.Length == 0 ? "unknown" : from);
}
