namespace CsTelemetry.EndToEnd.Tests;

/// <summary>A test that needs Chromium; skipped, and shown as skipped, when CSTELEMETRY_SKIP_BROWSER is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("CSTELEMETRY_SKIP_BROWSER") == "1" ? "Chromium is not installed here (CSTELEMETRY_SKIP_BROWSER=1)." : null;
}
