using System.Globalization;

namespace CsTelemetry.Collector.Api;

/// <summary>Reads a query parameter that is a moment.</summary>
internal static class MomentParameter
{
    /// <summary>Reads it; null when it was not sent.</summary>
    /// <exception cref="InvalidParameterException">It is not a moment.</exception>
    public static DateTimeOffset? Read(string name, string? text) =>
        string.IsNullOrEmpty(text) ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
        : throw new InvalidParameterException(name, $"\"{text}\" is not a moment; write it as RFC 3339, such as 2026-11-22T00:00:00Z.");
}
