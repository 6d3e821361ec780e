using System.CommandLine;
using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector knowledge`: tells a running collector of the product and its customers.</summary>
internal static class KnowledgeCommand
{
    public static Command Build() => new("knowledge", "Tells a running collector what is known of the product and its customers.") { Import() };

    private static Command Import()
    {
        var kind = new Argument<string>("kind") { Description = "features, releases, accounts, users, seats, account-plans, entitlements, plans or roles." };
        var file = new Argument<FileInfo>("file") { Description = "The file: .csv with a line of names, or .ndjson with an object on each line; at most 64 MiB." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would become of each row." };
        var command = new Command(
            "import",
            "Imports a file. Rows that cannot be are reported, the others are taken; the same file once more changes nothing. The key needs the scope `catalog:write`. Exits with 1 if rows failed.")
        {
            kind, file, dryRun,
        };
        return RemoteAction.Of(command, async (parsed, collector, stop) =>
        {
            var path = parsed.GetValue(file)!;
            await using var content = path.OpenRead();
            var report = await collector.PostFileAsync(
                $"/v1/imports/{Uri.EscapeDataString(parsed.GetValue(kind)!)}?dry_run={(parsed.GetValue(dryRun) ? "true" : "false")}",
                content,
                path.Extension.Equals(".csv", StringComparison.OrdinalIgnoreCase) ? "text/csv" : "application/x-ndjson",
                stop);
            return Print(report);
        });
    }

    private static int Print(JsonObject report)
    {
        foreach (var fault in report["faults"]!.AsArray())
        {
            Console.Error.WriteLine($"row {fault!["row"]}\t{fault["field"]}\t{fault["message"]}");
        }

        var dry = (bool)report["dry_run"]! ? "; nothing was written" : "";
        Console.WriteLine($"{report["rows"]} rows: {report["created"]} created, {report["changed"]} changed, {report["unchanged"]} unchanged, {report["failed"]} rows failed{dry}.");
        return (long)report["failed"]! == 0 ? 0 : 1;
    }
}
