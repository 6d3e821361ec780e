using System.CommandLine;

namespace CsTelemetry.LoadGenerator.Overload;

/// <summary>The command `overload`.</summary>
internal static class OverloadCommand
{
    public static Command Create()
    {
        var times = new Option<double>("--times") { Description = "How many times what the whole chain carries is offered.", DefaultValueFactory = _ => 5 };
        var minutes = new Option<double>("--minutes") { Description = "For how long.", DefaultValueFactory = _ => 2 };
        var connections = new Option<int>("--connections") { Description = "HTTP/2 connections.", DefaultValueFactory = _ => 16 };
        var batch = new Option<int>("--batch") { Description = "Events of one batch, 1 to 5000.", DefaultValueFactory = _ => 500 };
        var command = new Command("overload", "Offers more than the collector can carry, and looks at its memory, its refusals, its books and its recovery.") { times, minutes, connections, batch };
        command.SetAction((parsed, cancellationToken) => OverloadRun.RunAsync(
            new OverloadOptions(parsed.GetValue(times), TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(connections), parsed.GetValue(batch)),
            cancellationToken));
        return command;
    }
}
