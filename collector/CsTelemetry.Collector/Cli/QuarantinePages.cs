using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace CsTelemetry.Collector.Cli;

/// <summary>Reads the quarantine of a running collector page by page.</summary>
internal static class QuarantinePages
{
    private const int PageSize = 500;

    public static async IAsyncEnumerable<JsonObject> ReadAsync(
        RemoteCollector collector, string query, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await collector.GetAsync(
                $"/v1/quarantine?limit={Math.Min(PageSize, limit)}&{query}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", cancellationToken);
            foreach (var item in page["items"]!.AsArray())
            {
                if (limit-- <= 0)
                {
                    yield break;
                }

                yield return item!.AsObject();
            }

            cursor = (string?)page["next_cursor"];
        }
        while (cursor is not null && limit > 0);
    }
}
