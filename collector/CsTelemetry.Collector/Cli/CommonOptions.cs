using System.CommandLine;
using CsTelemetry.Collector.Cli.Output;
using Spectre.Console;

namespace CsTelemetry.Collector.Cli;

/// <summary>What every administrative command has: `--data` and `--json`. Make new ones for each command.</summary>
internal sealed class CommonOptions
{
    public Option<string> Data { get; } = DataOption.Build();

    public Option<bool> Json { get; } = new("--json") { Description = "Print lines of JSON, for scripts." };

    public string DataOf(ParseResult parsed) => parsed.GetValue(Data)!;

    public ILineOutput OutputOf(ParseResult parsed) =>
        parsed.GetValue(Json) ? new JsonOutput(Console.Out)
        : Console.IsOutputRedirected ? new PlainOutput(Console.Out, Console.Error)
        : new LiveOutput(AnsiConsole.Console);

    public Command AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Json);
        return command;
    }
}
