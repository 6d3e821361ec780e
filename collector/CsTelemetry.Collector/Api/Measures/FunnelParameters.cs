using CsTelemetry.Adoption.Metrics;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>The query parameters of a funnel.</summary>
internal sealed class FunnelParameters
{
    /// <summary>The features of the further steps in order, separated by commas; 1 to 9. The first step is the feature in the path.</summary>
    [FromQuery(Name = "steps")]
    public string? Steps { get; init; }

    /// <summary>The days of 24 hours from the first step to the last: 1 to `Metrics:MaxFunnelWindowDays` (90), default 14.</summary>
    [FromQuery(Name = "window_days")]
    public int? WindowDays { get; init; }

    /// <summary>The first day on which a walk may start, YYYY-MM-DD; by default 83 days before `to`.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>The last day on which a walk may start, YYYY-MM-DD; by default the newest one that has had the whole window since.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>Who walks: `user` (default) or `account`, whose people walk together.</summary>
    [FromQuery(Name = "by")]
    public string? By { get; init; }

    public IReadOnlyList<string> ReadSteps(string first)
    {
        string[] steps = [first, .. string.IsNullOrEmpty(Steps) ? [] : Steps.Split(',')];
        return steps.Length is < 2 or > Funnel.MaxSteps
            ? throw new InvalidParameterException("steps", $"It names {steps.Length - 1} further steps; it must name 1 to {Funnel.MaxSteps - 1}, separated by commas.")
            : steps.Any(step => MetricParameterReader.Text("steps", step) is null)
                ? throw new InvalidParameterException("steps", "A step is empty; name a feature between the commas.")
                : steps;
    }

    public DaySpan ReadSpan(DateOnly asOf, int windowDays, int defaultDays)
    {
        // A walk that starts late on its day ends within the day windowDays after it.
        var newest = asOf.AddDays(-windowDays);
        var to = MetricParameterReader.Day("to", To) ?? newest;
        var from = MetricParameterReader.Day("from", From) ?? to.AddDays(1 - defaultDays);
        return to > newest ? throw new InvalidParameterException("to", $"A walk that starts on {to:yyyy-MM-dd} has not had {windowDays} days by {asOf:yyyy-MM-dd}; the newest such day is {newest:yyyy-MM-dd}.")
            : from > to ? throw new InvalidParameterException("from", $"{from:yyyy-MM-dd} lies after {to:yyyy-MM-dd}, the last day on which a walk may start.")
            : new DaySpan(from, to);
    }
}
