using System.CommandLine;
using System.Text.Json.Nodes;
using CsTelemetry.Collector.Hosting.Administration;

namespace CsTelemetry.Collector.Cli;

/// <summary>`migrate`, `audit` and `rebuild`: what is done to the store as a whole.</summary>
internal static class StoreCommands
{
    public static Command Migrate()
    {
        var common = new CommonOptions();
        var dryRun = new Option<bool>("--dry-run") { Description = "Only list what is applied and what is pending." };
        var command = common.AddTo(new Command("migrate", "Brings the store's schema up to date. `serve` does so at its start, too.") { dryRun });
        command.SetAction((parsed, cancellationToken) => OperationRun.ShowAsync(
            parsed, common, OfflineMigration.RunAsync(common.DataOf(parsed), new JsonObject { ["dry_run"] = parsed.GetValue(dryRun) }, cancellationToken), cancellationToken));
        return command;
    }

    public static Command Audit()
    {
        var common = new CommonOptions();
        var days = new Option<string?>("--days") { Description = "Only these days, A..B, such as 2026-10-01..2026-10-31." };
        var all = new Option<bool>("--all") { Description = "All days; the default." };
        var repair = new Option<bool>("--repair") { Description = "Remove what is stored twice, and build months of the rollup that differ anew." };
        var command = common.AddTo(new Command("audit", "Compares the rollup with the raw events, and finds events that are stored twice. Exits with 1 if anything is wrong and not repaired.") { days, all, repair });
        command.SetAction((parsed, cancellationToken) =>
        {
            var range = parsed.GetValue(days)?.Split("..", 2);
            var arguments = new JsonObject { ["repair"] = parsed.GetValue(repair), ["first"] = range?[0], ["last"] = range?[^1] };
            return OperationRun.RunAsync(parsed, common, "audit", arguments, cancellationToken);
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) && result.GetValue(days) is not null)
            {
                result.AddError("Give --days or --all, not both.");
            }
        });
        return command;
    }

    public static Command Rebuild()
    {
        var common = new CommonOptions();
        var month = new Option<string?>("--month") { Description = "The month, such as 2026-10." };
        var all = new Option<bool>("--all") { Description = "Every month whose events are all kept. Interrupted, it goes on where it was." };
        var command = common.AddTo(new Command("rebuild", "Builds the rollup anew from the raw events, aside, and swaps it in month by month.") { month, all });
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(month) is not null))
            {
                result.AddError("Give --month or --all.");
            }
        });
        command.SetAction((parsed, cancellationToken) => OperationRun.RunAsync(
            parsed, common, "rebuild", new JsonObject { ["month"] = parsed.GetValue(month), ["all"] = parsed.GetValue(all) }, cancellationToken));
        return command;
    }
}
