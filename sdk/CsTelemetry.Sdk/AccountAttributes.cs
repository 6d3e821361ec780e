using System.Globalization;

namespace CsTelemetry;

/// <summary>Says what an account is. What is left out stays as it is known. It lives on the stack.</summary>
public readonly ref struct AccountAttributes
{
    /// <summary>Gets the account's name for people. Default null: unchanged; at most 1,024 bytes of UTF-8.</summary>
    public string? Name { get; init; }

    /// <summary>Gets how many seats were bought. Default null: unchanged; never negative.</summary>
    public int? Seats { get; init; }

    /// <summary>Gets the plan. Default null: unchanged; at most 1,024 bytes of UTF-8.</summary>
    public string? Plan { get; init; }

    /// <summary>Gets the segment, such as <c>enterprise</c>. Default null: unchanged; at most 1,024 bytes of UTF-8.</summary>
    public string? Segment { get; init; }

    /// <summary>Gets the day the contract renews; its time of day is left out. Default null: unchanged.</summary>
    public DateTime? RenewalDate { get; init; }

    /// <summary>Gets the IANA time zone whose days are the account's, such as <c>Europe/Berlin</c>. Default null: unchanged.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Gets further attributes. Default none; at most 32 with those above.</summary>
    public ReadOnlySpan<TelemetryProperty> Properties { get; init; }

    internal TelemetryProperty[] ToProperties()
    {
        List<TelemetryProperty> all = [];
        Add(all, "name", Name);
        Add(all, "plan", Plan);
        Add(all, "segment", Segment);
        Add(all, "time_zone", TimeZone);
        Add(all, "renewal_date", RenewalDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (Seats is { } seats)
        {
            all.Add(new("seats", seats));
        }

        foreach (ref readonly var property in Properties)
        {
            all.Add(property);
        }

        return [.. all];
    }

    private static void Add(List<TelemetryProperty> all, string key, string? value)
    {
        if (value is not null)
        {
            all.Add(new(key, value));
        }
    }
}
