using System.CommandLine;
using System.Text.Json;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector quarantine`: shows what was rejected or refused by the store, and sends it again. Asks a running collector.</summary>
internal static class QuarantineCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Build() => new("quarantine", "Lists, shows, exports and replays events that were rejected, or that the store refused.")
    {
        List(), Show(), Export(), QuarantineReplayCommand.Build(),
    };

    private static Command List()
    {
        var which = new QuarantineChoice();
        var limit = new Option<int>("--limit") { Description = "How many at the most.", DefaultValueFactory = _ => 50 };
        var command = new Command("list", "Lists them, newest first.") { limit };
        which.AddTo(command);
        return RemoteAction.Of(command, async (parsed, collector, stop) =>
        {
            await foreach (var item in QuarantinePages.ReadAsync(collector, which.QueryOf(parsed), parsed.GetValue(limit), stop))
            {
                Console.WriteLine($"{item["id"]}\t{item["received_at"]}\t{item["origin"]}\t{item["code"]}\t{item["account_id"]}\t{item["state"]}\t{item["message"]}");
            }

            return 0;
        });
    }

    private static Command Show()
    {
        var id = new Argument<string>("id") { Description = "The event's id." };
        var command = new Command("show", "Shows one of them.") { id };
        return RemoteAction.Of(command, async (parsed, collector, stop) =>
        {
            var item = await collector.GetAsync($"/v1/quarantine/{Uri.EscapeDataString(parsed.GetValue(id)!)}", stop);
            Console.WriteLine(item.ToJsonString(Indented));
            return 0;
        });
    }

    private static Command Export()
    {
        var which = new QuarantineChoice();
        var file = new Option<string?>("--out") { Description = "The file to write; by default they are printed." };
        var command = new Command("export", "Writes them as NDJSON, one event a line, to be mended and given to `quarantine replay --file`. Only a key with the scope `users:read` gets users.") { file };
        which.AddTo(command);
        return RemoteAction.Of(command, async (parsed, collector, stop) =>
        {
            var path = parsed.GetValue(file);
            await using var output = path is null ? Console.Out : new StreamWriter(path);
            var count = 0;
            await foreach (var item in QuarantinePages.ReadAsync(collector, which.QueryOf(parsed), int.MaxValue, stop))
            {
                await output.WriteLineAsync(item.ToJsonString());
                count++;
            }

            Console.Error.WriteLine($"{count} events exported.");
            return 0;
        });
    }
}
