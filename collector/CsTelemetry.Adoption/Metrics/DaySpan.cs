namespace CsTelemetry.Adoption.Metrics;

/// <summary>Names the days from one to another, both included.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public readonly record struct DaySpan(DateOnly From, DateOnly To)
{
    /// <summary>Tells whether a day is one of them.</summary>
    public bool Contains(DateOnly day) => From <= day && day <= To;
}
