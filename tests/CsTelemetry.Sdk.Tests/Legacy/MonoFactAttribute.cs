namespace CsTelemetry.Sdk.Tests.Legacy;

/// <summary>A test that needs Mono; skipped, and shown as skipped, when CSTELEMETRY_SKIP_MONO is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MonoFactAttribute : FactAttribute
{
    public MonoFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("CSTELEMETRY_SKIP_MONO") == "1" ? "Mono is not installed here (CSTELEMETRY_SKIP_MONO=1)." : null;
}
