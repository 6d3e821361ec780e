using System.Buffers.Text;
using System.Text;

namespace CsTelemetry.Collector.Api;

/// <summary>The query parameters `limit` and `cursor`. A cursor is opaque: it holds the key of the last item that was sent.</summary>
internal readonly record struct PageParameters(int Limit, string? After)
{
    public const int DefaultLimit = 200;
    public const int MaxLimit = 1000;

    /// <exception cref="InvalidParameterException">The limit is out of range or the cursor is not one of ours.</exception>
    public static PageParameters Read(int? limit, string? cursor)
    {
        if (limit is < 1 or > MaxLimit)
        {
            throw new InvalidParameterException("limit", $"{limit} is out of range; it must be 1 to {MaxLimit}.");
        }

        return new PageParameters(limit ?? DefaultLimit, string.IsNullOrEmpty(cursor) ? null : Decode(cursor));
    }

    /// <summary>Cuts the page out of a whole list that is sorted by key, ordinal.</summary>
    public Contracts.Page<T> Cut<T>(DateOnly asOf, IReadOnlyList<T> sorted, Func<T, string> keyOf)
    {
        var after = After;
        var rest = after is null ? sorted : [.. sorted.SkipWhile(item => string.CompareOrdinal(keyOf(item), after) <= 0)];
        var items = rest.Take(Limit).ToList();
        var next = rest.Count > Limit ? CursorAfter(keyOf(items[^1])) : null;
        return new Contracts.Page<T>(asOf, sorted.Count, items, next);
    }

    /// <summary>Makes the cursor of the page that follows the item with this key.</summary>
    public static string CursorAfter(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static string Decode(string cursor)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new InvalidParameterException("cursor", "It is not a cursor of this API; pass `next_cursor` of the page before, unchanged.");
        }
    }
}
