using System.Text.Json;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Knowing;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Lists documents. Thread-safe.</summary>
internal sealed class KnowledgeLists(KnowledgeBook book)
{
    /// <summary>Lists what is known of the things of a kind, by account and id.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="kind">Which.</param>
    /// <param name="accountId">Only of this account; null for all.</param>
    /// <param name="updatedSince">Only what was changed, or taken away, at this moment or later; null for all that is there.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<KnownPage<Known<JsonElement?>>> ListAsync(
        string tenant, KnowledgeKind kind, string? accountId, DateTimeOffset? updatedSince, PageParameters page, CancellationToken cancellationToken)
    {
        var state = await book.StateAsync(tenant, cancellationToken);
        var since = updatedSince is { } moment ? KnowledgeRow.VersionAt(moment) : 0;
        var after = page.After;
        var found = state.Entries
            .Where(pair => pair.Key.Kind == kind && (accountId is null || pair.Key.AccountId == accountId))
            .Where(pair => updatedSince is null ? !pair.Value.IsEmpty : Math.Max(pair.Value.Told?.Version ?? 0, pair.Value.Events?.Version ?? 0) >= since)
            .Select(pair => (Place: PlaceOf(pair.Key), pair.Key, pair.Value))
            .Where(item => after is null || string.CompareOrdinal(item.Place, after) > 0)
            .OrderBy(item => item.Place, StringComparer.Ordinal)
            .Take(page.Limit + 1)
            .ToList();
        var items = found.Take(page.Limit).Select(item => KnownMap.Of(item.Key, item.Value)).ToList();
        return new KnownPage<Known<JsonElement?>>(items, found.Count > page.Limit ? PageParameters.CursorAfter(found[page.Limit - 1].Place) : null);
    }

    // Control characters are in no id, so accounts stay together and in order.
    private static string PlaceOf(KnowledgeKey key) => key.Kind == KnowledgeKind.User ? $"{key.AccountId}\n{key.Id}" : key.Id;
}
