using System.CommandLine;

namespace CsTelemetry.Collector.Cli;

/// <summary>The option `--data`, which every command has.</summary>
internal static class DataOption
{
    public static Option<string> Build() => new("--data")
    {
        Description = "The directory of the log, the keys and the embedded store.",
        DefaultValueFactory = _ => "data",
    };
}
