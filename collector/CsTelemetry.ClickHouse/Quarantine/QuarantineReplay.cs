namespace CsTelemetry.ClickHouse.Quarantine;

/// <summary>What became of an event that was sent again.</summary>
/// <param name="State">How the newest attempt ended.</param>
/// <param name="Attempts">How many attempts have ended; 0 while nobody tried.</param>
/// <param name="At">When the newest did.</param>
/// <param name="BatchSequence">The batch that carried it, of the client <see cref="ClientInstanceId"/>.</param>
/// <param name="Message">Why it was rejected again; empty if it was not.</param>
public sealed record QuarantineReplay(ReplayState State, int Attempts, DateTimeOffset At, ulong BatchSequence, string Message)
{
    /// <summary>The client instance that is reserved for replays: "quaranti" in ASCII. SDKs draw theirs at random.</summary>
    public const ulong ClientInstanceId = 0x7175_6172_616E_7469;
}
