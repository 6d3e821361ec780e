namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>Puts lists into their only order.</summary>
internal static class DocumentOrder
{
    public static IReadOnlyList<T>? Of<T>(IReadOnlyList<T>? lines, Func<T, string> subject)
        where T : IDays =>
        lines is null ? null : [.. lines.OrderBy(subject, StringComparer.Ordinal).ThenBy(line => line.From ?? DateOnly.MinValue)];

    public static IReadOnlyList<string>? Of(IReadOnlyList<string>? names) => names is null ? null : [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
