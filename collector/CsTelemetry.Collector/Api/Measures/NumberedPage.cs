using System.Globalization;
using CsTelemetry.Collector.Api.Contracts;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Cuts pages out of a list whose items have no key: the cursor counts from the oldest item, which stays where it is when newer ones come.</summary>
internal static class NumberedPage
{
    /// <param name="page">What was asked for.</param>
    /// <param name="asOf">The day that the list speaks of.</param>
    /// <param name="newestFirst">The whole list.</param>
    /// <exception cref="InvalidParameterException">The cursor is not one of this list.</exception>
    public static Page<T> Cut<T>(PageParameters page, DateOnly asOf, IReadOnlyList<T> newestFirst)
    {
        var left = newestFirst.Count;
        if (page.After is { } after && !(int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out left) && left <= newestFirst.Count))
        {
            throw new InvalidParameterException("cursor", "It is not a cursor of this list; pass `next_cursor` of the page before, unchanged.");
        }

        var items = newestFirst.Skip(newestFirst.Count - left).Take(page.Limit).ToList();
        var next = left > page.Limit ? PageParameters.CursorAfter((left - page.Limit).ToString(CultureInfo.InvariantCulture)) : null;
        return new Page<T>(asOf, newestFirst.Count, items, next);
    }
}
