using System.Globalization;

namespace CsTelemetry.Collector.Api;

/// <summary>Reads a query parameter that is a day.</summary>
internal static class DayParameter
{
    /// <exception cref="InvalidParameterException">It is not a day.</exception>
    public static DateOnly Read(string name, string? text, DateOnly otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1971 and < 2148 ? day
        : throw new InvalidParameterException(name, $"\"{text}\" is not a day from 1971 to 2147; write it as YYYY-MM-DD, such as {otherwise:yyyy-MM-dd}.");
}
