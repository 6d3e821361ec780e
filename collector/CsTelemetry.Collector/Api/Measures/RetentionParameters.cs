using System.Globalization;
using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Querying;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>The query parameters of retention.</summary>
internal sealed class RetentionParameters
{
    private const int DefaultSpanDays = 84;

    /// <summary>What counts as having come back: `n_day` (default), `unbounded` or `bracket`.</summary>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>For `n_day` and `unbounded` the days after the first use, such as `1,7,28`; for `bracket` spans of them, such as `1-7,8-14`.</summary>
    [FromQuery(Name = "days")]
    public string? Days { get; init; }

    /// <summary>The first day of first uses, YYYY-MM-DD; by default 83 days before `to`.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>The last day of first uses, YYYY-MM-DD; by default `as_of`.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>Cohorts by `day`, `week` (default; from Monday) or `month` of the first use.</summary>
    [FromQuery(Name = "interval")]
    public string? Interval { get; init; }

    /// <summary>Who comes back: `user` (default) or `account`.</summary>
    [FromQuery(Name = "by")]
    public string? By { get; init; }

    public RetentionKind ReadKind() => MetricParameterReader.Choice<RetentionKind>("kind", Kind) ?? RetentionKind.NDay;

    public DaySpan ReadSpan(DateOnly asOf)
    {
        var to = MetricParameterReader.Day("to", To) ?? asOf;
        var from = MetricParameterReader.Day("from", From) ?? to.AddDays(1 - DefaultSpanDays);
        return to > asOf ? throw new InvalidParameterException("to", $"{to:yyyy-MM-dd} lies after as_of {asOf:yyyy-MM-dd}.")
            : from > to ? throw new InvalidParameterException("from", $"{from:yyyy-MM-dd} lies after {to:yyyy-MM-dd}, the last day of first uses.")
            : new DaySpan(from, to);
    }

    public IReadOnlyList<RetentionWindow> ReadWindows(RetentionKind kind, MetricOptions limits)
    {
        var texts = (string.IsNullOrEmpty(Days) ? kind == RetentionKind.Bracket ? "1-7,8-14,15-28,29-56,57-84" : "1,7,14,28,56,84" : Days).Split(',');
        return texts.Length <= limits.MaxRetentionWindows
            ? [.. texts.Select(text => Window(kind, text, limits.MaxRetentionDay))]
            : throw new InvalidParameterException("days", $"It names {texts.Length} days; the most are {limits.MaxRetentionWindows}. {MetricOptions.WayToRaise(nameof(limits.MaxRetentionWindows))}");
    }

    private static RetentionWindow Window(RetentionKind kind, string text, int maxDay)
    {
        var ends = kind == RetentionKind.Bracket ? text.Split('-') : [text];
        var days = ends.Select(end => int.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day <= maxDay ? day : -1).ToArray();
        return days switch
        {
            [>= 0 and var day] when kind == RetentionKind.NDay => RetentionWindow.On(day),
            [>= 0 and var day] when kind == RetentionKind.Unbounded => RetentionWindow.From(day),
            [>= 0 and var first, var last] when first <= last => new RetentionWindow(first, last),
            _ => throw new InvalidParameterException("days", kind == RetentionKind.Bracket
                ? $"\"{MetricParameterReader.Shown(text)}\" is no span of days from 0 to {maxDay}, such as 1-7. {MetricOptions.WayToRaise(nameof(MetricOptions.MaxRetentionDay))}"
                : $"\"{MetricParameterReader.Shown(text)}\" is no day from 0 to {maxDay}. {MetricOptions.WayToRaise(nameof(MetricOptions.MaxRetentionDay))}"),
        };
    }
}
