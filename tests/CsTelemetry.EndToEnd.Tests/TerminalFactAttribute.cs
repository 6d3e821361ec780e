namespace CsTelemetry.EndToEnd.Tests;

/// <summary>A test that needs the system's `script`, which makes pseudo-terminals; skipped, visibly, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TerminalFactAttribute : FactAttribute
{
    public TerminalFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/script"))
        {
            Skip = "There is no /usr/bin/script (util-linux) here.";
        }
    }
}
