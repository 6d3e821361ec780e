namespace CsTelemetry.Collector.Tests.Making;

/// <summary>The program that reported a batch.</summary>
internal sealed record EventSource(string Sdk, string Application, string ApplicationVersion, string Environment)
{
    public static EventSource Unknown { get; } = new("", "", "", "");
}
