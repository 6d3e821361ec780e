namespace CsTelemetry.Grpc.Tests.Peers;

/// <summary>Says whether tests with foreign peers run.</summary>
internal static class PeerSwitch
{
    private const string Variable = "CSTELEMETRY_SKIP_PEERS";

    public static string? SkipReason => Environment.GetEnvironmentVariable(Variable) == "1" ? $"{Variable} is 1." : null;
}
