using CsTelemetry.Collector.Api.Contracts;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Makes the items of a page after it was cut, so that only what is shown is made.</summary>
internal static class PageSelection
{
    public static Page<TTo> Select<TFrom, TTo>(this Page<TFrom> page, Func<TFrom, TTo> make) =>
        new(page.AsOf, page.TotalCount, [.. page.Items.Select(make)], page.NextCursor);
}
