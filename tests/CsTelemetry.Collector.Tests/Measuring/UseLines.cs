using CsTelemetry.Adoption.Metrics;

namespace CsTelemetry.Collector.Tests.Measuring;

/// <summary>Writes uses as lines that can be compared.</summary>
internal static class UseLines
{
    public static IEnumerable<string> Of(IEnumerable<PersonUse> uses, DateOnly from) => uses
        .Select(use => $"{use.AccountId} {use.UserId} {use.Slice} {use.FirstDay:O}: {string.Join(' ', use.Days.ToArray().Where(day => day.Day >= from).Select(day => $"{day.Day:O}x{day.Uses}"))}")
        .Order(StringComparer.Ordinal);
}
