using System.CommandLine;
using System.Text.Json.Nodes;
using CsTelemetry.Collector.Hosting.Administration;

namespace CsTelemetry.Collector.Cli;

/// <summary>`backup`, `restore` and `export`: copies of what the collector keeps.</summary>
internal static class CopyCommands
{
    public static Command Backup()
    {
        var common = new CommonOptions();
        var to = new Option<string>("--to") { Description = "A directory that is new or empty.", Required = true };
        var command = common.AddTo(new Command("backup", "Writes a consistent backup of store, log, keys and memories, with checksums. The collector goes on meanwhile.") { to });
        command.SetAction((parsed, cancellationToken) => OperationRun.RunAsync(
            parsed, common, "backup", new JsonObject { ["to"] = Path.GetFullPath(parsed.GetValue(to)!) }, cancellationToken));
        return command;
    }

    public static Command Restore()
    {
        var common = new CommonOptions();
        var from = new Option<string>("--from") { Description = "The backup's directory.", Required = true };
        var command = common.AddTo(new Command("restore", "Checks a backup and restores it into a data directory that is new or empty (--data).") { from });
        command.SetAction((parsed, cancellationToken) => OperationRun.ShowAsync(
            parsed, common, OfflineRestore.RunAsync(common.DataOf(parsed), parsed.GetValue(from)!, cancellationToken), cancellationToken));
        return command;
    }

    public static Command Export()
    {
        var common = new CommonOptions();
        var tenant = new Option<string>("--tenant") { Description = "Whose events.", Required = true };
        var from = new Option<string?>("--from") { Description = "The first day, such as 2026-10-01. Default the oldest." };
        var to = new Option<string?>("--to") { Description = "The last day. Default the newest." };
        var format = new Option<string>("--format") { Description = "ndjson, csv or parquet.", DefaultValueFactory = _ => "ndjson" };
        format.AcceptOnlyFromAmong("ndjson", "csv", "parquet");
        var output = new Option<string>("--out") { Description = "The directory of the files, one a day; new, empty, or of this export.", Required = true };
        var command = common.AddTo(new Command("export", "Writes a tenant's events into files, one a day. Run again, it writes what is missing.") { tenant, from, to, format, output });
        command.SetAction((parsed, cancellationToken) => OperationRun.RunAsync(
            parsed,
            common,
            "export",
            new JsonObject
            {
                ["tenant"] = parsed.GetValue(tenant),
                ["from"] = parsed.GetValue(from),
                ["to"] = parsed.GetValue(to),
                ["format"] = parsed.GetValue(format),
                ["out"] = Path.GetFullPath(parsed.GetValue(output)!),
            },
            cancellationToken));
        return command;
    }
}
