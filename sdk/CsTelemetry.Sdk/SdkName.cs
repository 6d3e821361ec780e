namespace CsTelemetry;

/// <summary>Holds the name under which this SDK reports.</summary>
internal static class SdkName
{
    public static string Version { get; } = typeof(SdkName).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static string Full { get; } = $"cstelemetry-dotnet/{Version}";
}
