using System.Globalization;

namespace CsTelemetry.Collector.Api;

/// <summary>Reads the query parameter `as_of`: a complete day, by default the newest there is.</summary>
internal static class AsOfParameter
{
    public const string Name = "as_of";
    private const string Format = "yyyy-MM-dd";

    // The windows of every question reach back less than four years, and no day before 1970-01-01 can be stored.
    private static readonly DateOnly First = new(1975, 1, 1);

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

        if (day < First)
        {
            throw new InvalidParameterException(Name, $"{text} lies before {First:yyyy-MM-dd}, the first day that can be asked for.");
        }

        return day <= newest
            ? day
            : throw new InvalidParameterException(Name, $"{text} is not a complete day yet; the newest complete day is {newest:yyyy-MM-dd}.");
    }
}
