namespace CsTelemetry.Adoption.Metrics;

/// <summary>Names the days after the first use on which a use counts as having come back; day 0 is the day of the first use.</summary>
/// <param name="FromDay">The first such day, 0 or more.</param>
/// <param name="ToDay">The last such day; null for all later ones.</param>
public readonly record struct RetentionWindow(int FromDay, int? ToDay)
{
    /// <summary>Gets how many days must have passed before anybody can be asked about: who could not have reached them is left out.</summary>
    public int DaysNeeded => ToDay ?? FromDay;

    /// <summary>Makes the window of "day N".</summary>
    public static RetentionWindow On(int day) => new(day, day);

    /// <summary>Makes the window of "day N or later".</summary>
    public static RetentionWindow From(int day) => new(day, null);
}
