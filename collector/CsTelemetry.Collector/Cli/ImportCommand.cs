using System.CommandLine;
using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector import`: brings a file of events in.</summary>
internal static class ImportCommand
{
    public static Command Build()
    {
        var common = new CommonOptions();
        var file = new Argument<string>("file") { Description = "The file, .ndjson, .jsonl or .csv, with the fields of an export: kind, occurred_at, account_id, user_id, feature, …" };
        var tenant = new Option<string>("--tenant") { Description = "Whose events they are.", Required = true };
        var application = new Option<string?>("--application") { Description = "The application that they are of. Default `import`." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only say what would be rejected, row by row." };
        var command = common.AddTo(new Command("import", "Brings a file of events in by the intake that clients use: checked, reported row by row, and counted once however often it is run. Exits with 1 if rows are rejected.")
        {
            file, tenant, application, dryRun,
        });
        command.SetAction((parsed, cancellationToken) => OperationRun.RunAsync(
            parsed,
            common,
            "import",
            new JsonObject
            {
                ["file"] = Path.GetFullPath(parsed.GetValue(file)!),
                ["tenant"] = parsed.GetValue(tenant),
                ["application"] = parsed.GetValue(application),
                ["dry_run"] = parsed.GetValue(dryRun),
            },
            cancellationToken));
        return command;
    }
}
