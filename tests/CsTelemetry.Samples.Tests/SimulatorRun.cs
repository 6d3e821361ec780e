using UsageSimulator;

namespace CsTelemetry.Samples.Tests;

/// <summary>Runs the simulator's command as a shell would, and keeps what it wrote and said.</summary>
internal sealed record SimulatorRun(int ExitCode, byte[] Output, string Messages)
{
    public static SimulatorRun With(params string[] arguments)
    {
        using var output = new MemoryStream();
        using var messages = new StringWriter();
        var exitCode = SimulatorCommand.Build(() => output, messages).Parse(arguments).Invoke();
        return new SimulatorRun(exitCode, output.ToArray(), messages.ToString());
    }
}
