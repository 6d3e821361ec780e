using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Measuring;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Answers who came back and who walked the steps of a funnel. Thread-safe.</summary>
internal sealed class WalkMetrics(MetricReader metrics, MetricParameterReader parameters, MetricAnswers answers, MetricOptions limits)
{
    private const int DefaultWindowDays = 14;
    private const int DefaultSpanDays = 84;

    public async Task<MetricAnswer<RetentionTable>> RetentionAsync(
        RequestCaller caller, string? key, MetricParameters given, RetentionParameters retention, CancellationToken cancellationToken)
    {
        var question = await parameters.ReadAsync(caller.Tenant, given, key is not null, cancellationToken);
        var (kind, span) = (retention.ReadKind(), retention.ReadSpan(question.AsOf));
        var windows = retention.ReadWindows(kind, limits);
        var interval = MetricParameterReader.Choice<CalendarInterval>("interval", retention.Interval) ?? CalendarInterval.Week;
        var by = MetricParameterReader.Choice<WalkerKind>("by", retention.By) ?? WalkerKind.User;
        var measured = key is null
            ? await metrics.ReadAsync(question, null, span.From, cancellationToken)
            : await FeatureUses.ReadAsync(metrics, question, key, span.From, cancellationToken);
        var privacy = Privacy.Of(caller);
        return answers.Of(measured, key, privacy, group =>
        {
            var uses = by == WalkerKind.Account ? PersonUses.ByAccount(group.Uses) : group.Uses;
            return new RetentionTable(
                kind,
                Row(Retention.Of(uses, span, windows, question.AsOf), by, privacy),
                [.. Retention.Cohorts(uses, span, interval, windows, question.AsOf).Select(cohort => Row(cohort, by, privacy))]);
        });
    }

    public async Task<MetricAnswer<FunnelReport>> FunnelAsync(
        RequestCaller caller, string key, MetricParameters given, FunnelParameters funnel, CancellationToken cancellationToken)
    {
        var question = await parameters.ReadAsync(caller.Tenant, given, isOfFeature: true, cancellationToken);
        if (question.GroupBy == Dimension.Platform)
        {
            throw new InvalidParameterException("group_by", "A walk may go over several platforms; filter by `platform`, or group by an attribute of accounts, or by role.");
        }

        var steps = funnel.ReadSteps(key);
        var window = MetricParameterReader.Number("window_days", funnel.WindowDays, 1, limits.MaxFunnelWindowDays, DefaultWindowDays, nameof(limits.MaxFunnelWindowDays));
        var span = funnel.ReadSpan(question.AsOf, window, DefaultSpanDays);
        var by = MetricParameterReader.Choice<WalkerKind>("by", funnel.By) ?? WalkerKind.User;
        var (measured, walkers) = await metrics.ReadWalkersAsync(question, steps, span.From, cancellationToken);
        FeatureUses.Demand(measured, key);
        return answers.Of(measured, key, Privacy.Of(caller), group =>
        {
            var own = walkers.Where(walker => group.Audience.Find(walker.AccountId, walker.UserId) is not null);
            var walked = Funnel.Of(steps, TimeSpan.FromDays(window), span, by == WalkerKind.Account ? Funnel.ByAccount(own) : own);
            return new FunnelReport(span.From, span.To, window, walked);
        });
    }

    private static RetentionRow Row(RetentionCohort cohort, WalkerKind by, Privacy privacy) => by == WalkerKind.User && privacy.Hides(cohort.People)
        ? new RetentionRow(cohort.From, cohort.To, null, true, null)
        : new RetentionRow(cohort.From, cohort.To, cohort.People, false, cohort.Cells);
}
