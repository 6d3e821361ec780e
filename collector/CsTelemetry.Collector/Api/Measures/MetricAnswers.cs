using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Measuring;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Lays metrics out by group and day, without those that may not be shown.</summary>
internal sealed class MetricAnswers(MetricParameterReader parameters, MetricOptions limits)
{
    /// <summary>Computes a metric of each group as of the day asked for.</summary>
    public MetricAnswer<T> Of<T>(Measured measured, string? feature, Privacy privacy, Func<MetricGroup, T> compute)
        where T : class
    {
        var groups = Bounded(measured.Groups());
        return new MetricAnswer<T>(
            measured.Question.AsOf,
            parameters.IsProvisional(measured.Question, measured.Knowledge),
            feature,
            NameOf(measured.Question.GroupBy),
            [.. groups.Select(group => Answer(group, Privacy.PeopleOf(group, measured.Question.GroupBy), privacy, compute))]);
    }

    /// <summary>Computes a metric of each group as of several days, each time with the attributes of that day.</summary>
    public MetricSeries<T> Series<T>(Measured measured, string? feature, IReadOnlyList<DateOnly> days, Privacy privacy, Func<MetricGroup, DateOnly, T> compute)
        where T : class
    {
        var points = days
            .SelectMany(day => Bounded(measured.Groups(day)).Select(group => (group.Key, Point: Point(group, day, Privacy.PeopleOf(group, measured.Question.GroupBy), privacy, compute))))
            .GroupBy(pair => pair.Key)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new MetricSeriesGroup<T>(group.Key, [.. group.Select(pair => pair.Point)]));
        return new MetricSeries<T>(
            measured.Question.AsOf, parameters.IsProvisional(measured.Question, measured.Knowledge), feature, NameOf(measured.Question.GroupBy), [.. points]);
    }

    private static MetricAnswerGroup<T> Answer<T>(MetricGroup group, int people, Privacy privacy, Func<MetricGroup, T> compute)
        where T : class =>
        privacy.Hides(people) ? new(group.Key, null, true, null) : new(group.Key, people, false, compute(group));

    private static MetricPoint<T> Point<T>(MetricGroup group, DateOnly day, int people, Privacy privacy, Func<MetricGroup, DateOnly, T> compute)
        where T : class =>
        privacy.Hides(people) ? new(day, null, true, null) : new(day, people, false, compute(group, day));

    private IReadOnlyList<MetricGroup> Bounded(IReadOnlyList<MetricGroup> groups) => groups.Count <= limits.MaxGroups
        ? groups
        : throw new InvalidParameterException("group_by", $"It makes {groups.Count} groups; the most are {limits.MaxGroups}. Narrow the question by a filter. {MetricOptions.WayToRaise(nameof(limits.MaxGroups))}");

    private static string? NameOf(Dimension dimension) => dimension == Dimension.None ? null : System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(dimension.ToString());
}
