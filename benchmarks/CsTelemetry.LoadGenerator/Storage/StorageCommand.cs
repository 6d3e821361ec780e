using System.CommandLine;

namespace CsTelemetry.LoadGenerator.Storage;

/// <summary>The command `store`.</summary>
internal static class StorageCommand
{
    public static Command Create()
    {
        var events = new Option<int>("--events") { Description = "Rows of each way.", DefaultValueFactory = _ => 2_000_000 };
        var rows = new Option<int>("--rows") { Description = "Rows of one insert, 1,000 to 490,000.", DefaultValueFactory = _ => 200_000 };
        var perAudit = new Option<int>("--inserts-per-audit") { Description = "After how many inserts the landing audit runs.", DefaultValueFactory = _ => 5 };
        var ways = new Option<string[]>("--way") { Description = $"One of {string.Join(", ", StorageRun.Ways)}; may be repeated. Default: all." };
        var settings = new Option<string[]>("--setting") { Description = "A setting of a table to be tried, as events:min_parts_to_merge_at_once=10; may be repeated." };
        var command = new Command("store", "Measures where the store's processor time goes: inserts alone, then with each thing that follows from them.") { events, rows, perAudit, ways, settings };
        command.SetAction((parsed, cancellationToken) => StorageRun.RunAsync(
            new StorageOptions(parsed.GetValue(events), parsed.GetValue(rows), parsed.GetValue(perAudit), parsed.GetValue(ways) ?? [], parsed.GetValue(settings) ?? []),
            cancellationToken));
        return command;
    }
}
