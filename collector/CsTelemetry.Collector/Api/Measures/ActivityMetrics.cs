using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Measuring;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Answers who is active, how often, since when, for how long, of a feature or of the product. Thread-safe.</summary>
internal sealed class ActivityMetrics(MetricReader metrics, MetricParameterReader parameters, MetricAnswers answers, MetricOptions limits)
{
    public async Task<MetricSeries<ActivityCounts>> StickinessAsync(
        RequestCaller caller, string? key, MetricParameters given, string? from, string? interval, CancellationToken cancellationToken)
    {
        var question = await parameters.ReadAsync(caller.Tenant, given, key is not null, cancellationToken);
        var days = MetricDays.Read(from, interval, question.AsOf, limits);
        var measured = await ReadAsync(question, key, days[0].AddDays(1 - ActivityCounts.MonthDays), cancellationToken);
        return answers.Series(measured, key, days, Privacy.Of(caller), (group, day) => ActivityCounts.Of(group.Uses, day));
    }

    public async Task<MetricSeries<Lifecycle>> LifecycleAsync(
        RequestCaller caller, string? key, MetricParameters given, string? from, string? interval, int? periodDays, CancellationToken cancellationToken)
    {
        var question = await parameters.ReadAsync(caller.Tenant, given, key is not null, cancellationToken);
        var days = MetricDays.Read(from, interval, question.AsOf, limits);
        var knowledge = await metrics.KnowledgeAsync(caller.Tenant, cancellationToken);
        var natural = key is null ? ActivityCounts.MonthDays : (knowledge.Features.GetValueOrDefault(key)?.NaturalPeriodDays ?? ActivityCounts.MonthDays);
        var period = MetricParameterReader.Number("period_days", periodDays, 1, Math.Max(natural, limits.MaxPeriodDays), natural, nameof(limits.MaxPeriodDays));
        var measured = await ReadAsync(question, key, days[0].AddDays(1 - (2 * period)), cancellationToken);
        return answers.Series(measured, key, days, Privacy.Of(caller), (group, day) => Lifecycle.Of(group.Uses, day, period));
    }

    public async Task<MetricAnswer<LicenceUtilisation>> LicencesAsync(RequestCaller caller, MetricParameters given, CancellationToken cancellationToken)
    {
        var question = await parameters.ReadAsync(caller.Tenant, given, isOfFeature: false, cancellationToken);
        if (question.GroupBy is Dimension.Platform or Dimension.Area)
        {
            throw new InvalidParameterException("group_by", "Seats are bought for all platforms and areas; group by an attribute of accounts, or by role.");
        }

        var measured = await ReadAsync(question, null, question.AsOf.AddDays(1 - ActivityCounts.MonthDays), cancellationToken);
        return answers.Of(measured, null, Privacy.Of(caller), group => LicenceUtilisation.Of(group.Audience, group.Uses));
    }

    public async Task<MetricAnswer<TimeToAdopt>> TimeToAdoptAsync(
        RequestCaller caller, string? key, MetricParameters given, AdoptionMoment moment, CancellationToken cancellationToken)
    {
        var question = await parameters.ReadAsync(caller.Tenant, given, key is not null, cancellationToken);
        if (question.GroupBy is Dimension.Platform or Dimension.Area)
        {
            throw new InvalidParameterException("group_by", "Who has not adopted yet has no platform and no area; filter by `platform`, or group by an attribute of accounts, or by role.");
        }

        var measured = await ReadAsync(question, key, MetricReader.Ever, cancellationToken);
        return answers.Of(measured, key, Privacy.Of(caller), group => TimeToAdopt.Of(
            group.Audience, key is null ? null : measured.Feature(key), group.Uses, moment, question.GroupBy == Dimension.Role ? group.Key : question.Filter.Role));
    }

    private Task<Measured> ReadAsync(MetricQuestion question, string? key, DateOnly from, CancellationToken cancellationToken) => key is null
        ? metrics.ReadAsync(question, null, from, cancellationToken)
        : FeatureUses.ReadAsync(metrics, question, key, from, cancellationToken);
}
