using System.Globalization;

namespace CsTelemetry.Collector.Api;

/// <summary>Reads the query parameter `as_of`: a complete day, by default the newest there is.</summary>
internal static class AsOfParameter
{
    public const string Name = "as_of";
    private const string Format = "yyyy-MM-dd";

    /// <param name="text">What was sent; null or empty for the default.</param>
    /// <param name="newest">The newest complete day in the tenant's time zone.</param>
    /// <exception cref="InvalidParameterException">It is not a day, or the day is not complete.</exception>
    public static DateOnly Read(string? text, DateOnly newest)
    {
        if (string.IsNullOrEmpty(text))
        {
            return newest;
        }

        if (!DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw new InvalidParameterException(Name, $"\"{text}\" is not a day; write it as YYYY-MM-DD, such as {newest:yyyy-MM-dd}.");
        }

        return day <= newest
            ? day
            : throw new InvalidParameterException(Name, $"{text} is not a complete day yet; the newest complete day is {newest:yyyy-MM-dd}.");
    }
}
