namespace CsTelemetry.Grpc.Tests.Peers;

/// <summary>A test that needs tools from outside; skipped, and shown as skipped, when CSTELEMETRY_SKIP_PEERS is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeerFactAttribute : FactAttribute
{
    public PeerFactAttribute() => Skip = PeerSwitch.SkipReason;
}
