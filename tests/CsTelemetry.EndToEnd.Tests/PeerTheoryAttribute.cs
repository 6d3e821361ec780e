namespace CsTelemetry.EndToEnd.Tests;

/// <summary>A test that needs peers from outside; skipped, and shown as skipped, when CSTELEMETRY_SKIP_PEERS is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeerTheoryAttribute : TheoryAttribute
{
    public PeerTheoryAttribute() =>
        Skip = Environment.GetEnvironmentVariable("CSTELEMETRY_SKIP_PEERS") == "1" ? "The peers are not installed here (CSTELEMETRY_SKIP_PEERS=1)." : null;
}
