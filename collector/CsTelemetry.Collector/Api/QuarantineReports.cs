using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Quarantining;

namespace CsTelemetry.Collector.Api;

/// <summary>Shows what is in quarantine. Thread-safe.</summary>
internal sealed class QuarantineReports(QuarantineStore store)
{
    public async Task<QuarantinePage> ListAsync(QuarantineFilter filter, PageParameters page, bool withUsers, CancellationToken cancellationToken)
    {
        var entries = await store.ListAsync(filter with { After = page.After is { } after ? ReadPlace(after) : null }, page.Limit + 1, cancellationToken);
        var items = entries.Take(page.Limit).Select(entry => Describe(entry, withUsers)).ToList();
        return new QuarantinePage(items, entries.Count > page.Limit ? PageParameters.CursorAfter(WritePlace(entries[page.Limit - 1].Event)) : null);
    }

    public async Task<QuarantineItem?> FindAsync(string tenant, string id, bool withUsers, CancellationToken cancellationToken)
    {
        if (!QuarantineId.TryParse(id, out var parsed))
        {
            return null;
        }

        var found = await store.FindAsync(tenant, [parsed], cancellationToken);
        return found.TryGetValue(parsed, out var entry) ? Describe(entry, withUsers) : null;
    }

    private static QuarantineItem Describe(QuarantineEntry entry, bool withUsers)
    {
        var (sent, replay) = entry;
        var json = EventText.Write(sent.Event, withUsers);
        return new QuarantineItem(
            sent.Id.ToString(),
            sent.Origin,
            sent.Code,
            sent.Message,
            sent.ReceivedAt,
            sent.ClientInstanceId.ToString(CultureInfo.InvariantCulture),
            sent.BatchSequence.ToString(CultureInfo.InvariantCulture),
            sent.Id.EventIndex,
            sent.AccountId,
            sent.Source,
            replay.State,
            replay.Attempts,
            replay.Attempts == 0 ? null : replay.At,
            replay.State == ReplayState.Rejected ? replay.Message : null,
            json is null ? null : JsonSerializer.SerializeToElement<JsonNode>(json),
            json is null && withUsers ? Convert.ToBase64String(sent.Event.Span) : null);
    }

    private static string WritePlace(QuarantinedEvent last) =>
        string.Create(CultureInfo.InvariantCulture, $"{last.ReceivedAt.ToUnixTimeMilliseconds()} {last.Id}");

    private static QuarantinePlace ReadPlace(string text)
    {
        var parts = text.Split(' ');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && QuarantineId.TryParse(parts[1], out var id)
            ? new QuarantinePlace(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
            : throw new InvalidParameterException("cursor", "It is not a cursor of this list; pass `next_cursor` of the page before, unchanged.");
    }
}
