using System.CommandLine;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Administering.Inspecting;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector wal`: reads the write-ahead log's files, beside a running collector or on a copy of its data directory.</summary>
internal static class WalCommand
{
    public static Command Build() => new("wal", "Reads the write-ahead log. Changes nothing; works beside a running collector and on a copied directory.") { Inspect(), Verify() };

    private static Command Inspect()
    {
        var common = new CommonOptions();
        var segment = new Option<string?>("--segment") { Description = "Only this segment, by file name or first sequence; its records are listed." };
        var from = new Option<long?>("--from") { Description = "List records from this sequence on." };
        var limit = new Option<int>("--limit") { Description = "How many records are listed at the most.", DefaultValueFactory = _ => LogInspection.DefaultLimit };
        var command = common.AddTo(new Command("inspect", "Shows segments, records by kind, and what each tenant has in the log.") { segment, from, limit });
        command.SetAction((parsed, cancellationToken) => OperationRun.ShowAsync(
            parsed, common, LogInspection.Inspect(LogOf(common.DataOf(parsed)), parsed.GetValue(segment), parsed.GetValue(from), parsed.GetValue(limit)).ToAsyncEnumerable(), cancellationToken));
        return command;
    }

    private static Command Verify()
    {
        var common = new CommonOptions();
        var command = common.AddTo(new Command("verify", "Checks every checksum and says what is damaged and where. Exits with 1 if anything is."));
        command.SetAction((parsed, cancellationToken) => OperationRun.ShowAsync(
            parsed, common, SegmentVerification.Verify(LogOf(common.DataOf(parsed))).ToAsyncEnumerable(), cancellationToken));
        return command;
    }

    private static string LogOf(string data) => new DataFolder(Path.GetFullPath(data)).LogPath;
}
