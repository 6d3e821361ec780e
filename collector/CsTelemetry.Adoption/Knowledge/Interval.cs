namespace CsTelemetry.Adoption.Knowledge;

/// <summary>Says what held from one day until another.</summary>
/// <param name="From">The first day on which it held; null means always before.</param>
/// <param name="Until">The first day on which it no longer held; null means it still holds.</param>
/// <param name="Value">What held.</param>
/// <typeparam name="T">What is told.</typeparam>
public readonly record struct Interval<T>(DateOnly? From, DateOnly? Until, T Value)
{
    /// <summary>Tells whether the interval holds a day.</summary>
    public bool Contains(DateOnly day) => (From is null || From <= day) && (Until is null || day < Until);
}
