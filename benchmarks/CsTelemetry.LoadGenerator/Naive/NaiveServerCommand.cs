using System.CommandLine;

namespace CsTelemetry.LoadGenerator.Naive;

/// <summary>The hidden command `naive-server`, which `load` runs as a child process.</summary>
internal static class NaiveServerCommand
{
    public const string Name = "naive-server", PortOption = "--port";

    public static Command Create()
    {
        var port = new Option<int>(PortOption) { Description = "The gRPC port.", Required = true };
        var command = new Command(Name, "Serves the naive pipeline.") { port };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => NaiveServer.RunAsync(parsed.GetValue(port), cancellationToken));
        return command;
    }
}
