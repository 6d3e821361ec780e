using System.CommandLine;

namespace CsTelemetry.LoadGenerator.Load;

/// <summary>The command `load`.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var events = new Option<long>("--events") { Description = "How many events are sent at full speed.", DefaultValueFactory = _ => 5_000_000 };
        var batch = new Option<int>("--batch") { Description = "Events of one batch, 1 to 5000.", DefaultValueFactory = _ => 500 };
        var connections = new Option<int>("--connections") { Description = "HTTP/2 connections.", DefaultValueFactory = _ => 4 };
        var inFlight = new Option<int>("--in-flight") { Description = "Batches under way on each connection.", DefaultValueFactory = _ => 8 };
        var naive = new Option<bool>("--no-naive") { Description = "Leaves out the naive pipeline that is run for comparison." };
        var command = new Command("load", "Sends events as fast as they are taken, then at half that speed, to a real collector process.") { events, batch, connections, inFlight, naive };
        command.SetAction((parsed, cancellationToken) => LoadRun.RunAsync(
            new LoadOptions(parsed.GetValue(events), parsed.GetValue(batch), parsed.GetValue(connections), parsed.GetValue(inFlight), !parsed.GetValue(naive)),
            cancellationToken));
        return command;
    }
}
