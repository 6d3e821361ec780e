using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api;

/// <summary>The query parameters of a list of restatements, as they were sent.</summary>
internal sealed class RestatementQuery
{
    private const char Separator = '\n';

    /// <summary>Gets the first day of the scores, YYYY-MM-DD; by default 27 days before `to`.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>Gets the last day of the scores; by default the newest complete one.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>Gets an account, in the tenant's own naming: only its restatements.</summary>
    [FromQuery(Name = "account_id")]
    public string? AccountId { get; init; }

    /// <summary>Gets a moment, RFC 3339: only what was computed after it.</summary>
    [FromQuery(Name = "updated_since")]
    public string? UpdatedSince { get; init; }

    /// <summary>Gets a version of the score model; by default the one in force.</summary>
    [FromQuery(Name = ModelParameter.Name)]
    public string? ModelVersion { get; init; }

    /// <summary>Gets how many items a page has: 1 to 1,000, default 200.</summary>
    [FromQuery(Name = "limit")]
    public int? Limit { get; init; }

    /// <summary>Gets `next_cursor` of the page before.</summary>
    [FromQuery(Name = "cursor")]
    public string? Cursor { get; init; }

    public static string CursorAfter(DateOnly asOf, string accountId) =>
        PageParameters.CursorAfter(string.Create(CultureInfo.InvariantCulture, $"{asOf:O}{Separator}{accountId}"));

    /// <summary>Reads the place after which the page begins; null for the first page.</summary>
    /// <exception cref="InvalidParameterException">The cursor is not one of this list.</exception>
    public static (DateOnly AsOf, string AccountId)? PlaceOf(PageParameters page)
    {
        if (page.After is not { } after)
        {
            return null;
        }

        var parts = after.Split(Separator, 2);
        return parts.Length == 2 && DateOnly.TryParseExact(parts[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf) && asOf.Year is >= 1970 and < 2149
            ? (asOf, parts[1])
            : throw new InvalidParameterException("cursor", "It is not a cursor of this list; pass `next_cursor` of the page before, unchanged, with the same parameters.");
    }
}
