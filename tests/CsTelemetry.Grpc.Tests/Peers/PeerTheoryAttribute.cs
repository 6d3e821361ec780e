namespace CsTelemetry.Grpc.Tests.Peers;

/// <summary>A theory that needs tools from outside; see <see cref="PeerFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute() => Skip = PeerSwitch.SkipReason;
}
