using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Cli;

/// <summary>`collector quarantine replay`: sends events through the intake again.</summary>
internal static class QuarantineReplayCommand
{
    private const int ItemsPerCall = 500;

    public static Command Build()
    {
        var ids = new Argument<string[]>("ids") { Description = "The events' ids.", Arity = ArgumentArity.ZeroOrMore };
        var file = new Option<string?>("--file") { Description = "A file of `quarantine export`, mended: each line's `event` is merged into the event it names." };
        var all = new Option<bool>("--all") { Description = "All that are waiting; --origin and --code choose among them." };
        var set = new Option<string?>("--set") { Description = "A JSON object that is merged into each event, such as '{\"accountId\":\"acme\"}'." };
        var which = new QuarantineChoice();
        var command = new Command(
            "replay",
            "Sends them through the intake again. They are checked as if they came now; a key with the scope `backfill` lifts the limit on late ones. What was accepted once is not sent again. Exit code 0: all accepted; 1: some were not.")
        {
            ids, file, all, set,
        };
        which.AddTo(command);
        return RemoteAction.Of(command, async (parsed, collector, stop) =>
        {
            var items = ItemsOfAsync(collector, parsed.GetValue(ids)!, parsed.GetValue(file), parsed.GetValue(all) ? which.QueryOf(parsed) + "&state=waiting" : null, stop);
            return await ReplayAsync(collector, items, PatchOf(parsed.GetValue(set)), stop);
        });
    }

    private static async Task<int> ReplayAsync(RemoteCollector collector, IAsyncEnumerable<JsonObject> items, JsonObject? patch, CancellationToken cancellationToken)
    {
        var (accepted, total) = (0, 0);
        await foreach (var chunk in items.Chunk(ItemsPerCall).WithCancellation(cancellationToken))
        {
            var body = new JsonObject { ["items"] = new JsonArray([.. chunk.Select(JsonNode (item) => Patched(item, patch))]) };
            var answer = await collector.PostAsync("/v1/quarantine/replay", body, cancellationToken);
            foreach (var result in answer["results"]!.AsArray())
            {
                total++;
                accepted += (string?)result!["outcome"] is "accepted" or "already_replayed" ? 1 : 0;
                Console.WriteLine($"{result["id"]}\t{result["outcome"]}\t{result["message"]}");
            }
        }

        Console.Error.WriteLine($"{accepted} of {total} events are accepted.");
        return accepted == total ? 0 : 1;
    }

    private static JsonObject Patched(JsonObject item, JsonObject? patch)
    {
        if (patch is null)
        {
            return item;
        }

        var changes = item["event"]?.AsObject() ?? [];
        foreach (var (name, value) in patch)
        {
            changes[name] = value?.DeepClone();
        }

        item["event"] = changes.DeepClone();
        return item;
    }

    private static async IAsyncEnumerable<JsonObject> ItemsOfAsync(
        RemoteCollector collector, string[] ids, string? file, string? query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            yield return new JsonObject { ["id"] = id };
        }

        if (file is not null)
        {
            await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
            {
                yield return OfLine(line);
            }
        }

        if (query is not null)
        {
            // Listed to the end first: what is replayed would leave the list under the cursor.
            var waiting = await QuarantinePages.ReadAsync(collector, query, int.MaxValue, cancellationToken).Select(item => (string)item["id"]!).ToListAsync(cancellationToken);
            foreach (var id in waiting)
            {
                yield return new JsonObject { ["id"] = id };
            }
        }
    }

    private static JsonObject OfLine(string line)
    {
        try
        {
            var exported = JsonNode.Parse(line)!.AsObject();
            return new JsonObject { ["id"] = exported["id"]?.DeepClone(), ["event"] = exported["event"]?.DeepClone() };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new RemoteCallException($"A line of the file is no JSON object: {line[..Math.Min(line.Length, 80)]}", exception);
        }
    }

    private static JsonObject? PatchOf(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text) as JsonObject ?? throw new RemoteCallException("--set is no JSON object.");
        }
        catch (JsonException exception)
        {
            throw new RemoteCallException($"--set is no JSON: {exception.Message}", exception);
        }
    }
}
