using System.Globalization;
using System.Text.Json;
using CsTelemetry.ClickHouse.Knowledge;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Knowing;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>Turns documents into the API's contracts, as they were told.</summary>
internal static class KnownMap
{
    public static Known<JsonElement?> Of(KnowledgeKey key, KnowledgeEntry entry)
    {
        var newest = (entry.Told?.Version ?? 0) >= (entry.Events?.Version ?? 0) ? entry.Told! : entry.Events!;
        return new Known<JsonElement?>(
            key.Id, key.AccountId.Length == 0 ? null : key.AccountId, Document(entry.Standing), Document(entry.Said), newest.Version, newest.RecordedAt, newest.RecordedBy);
    }

    public static KnownVersion<JsonElement?> Version(KnowledgeRow row) =>
        new(row.Version, row.RecordedAt, row.RecordedBy, row.Source.ToString().ToLowerInvariant(), row.IsRemoved, row.IsRemoved ? null : Document(row));

    public static string CursorAfter(KnowledgeRow row) => PageParameters.CursorAfter(row.Version.ToString(CultureInfo.InvariantCulture));

    /// <summary>Reads what <see cref="CursorAfter"/> wrote; without a cursor, all versions.</summary>
    public static long VersionIn(string? after) => after is null ? long.MaxValue
        : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : throw new InvalidParameterException("cursor", "It is not a cursor of this list; pass `next_cursor` of the page before, unchanged.");

    private static JsonElement? Document(KnowledgeRow? row) => row is null ? null : JsonElement.Parse(row.Body.Span);
}
