using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Api.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>The metrics of one feature.</summary>
internal static class FeatureMeasureEndpoints
{
    public static void MapFeatureMeasures(this IEndpointRouteBuilder routes)
    {
        var feature = routes.MapGroup("/v1/features/{key}").AsMetrics().ProducesProblem(StatusCodes.Status404NotFound).WithTags("Features");
        feature.MapGet("/adoption", AdoptionAsync).WithName("getFeatureAdoption");
        feature.MapGet("/accounts", AccountsAsync).WithName("listFeatureAccounts");
        feature.MapGet("/never-used", NeverUsedAsync).WithName("listFeatureNeverUsed");
        feature.MapGet("/lifecycle", LifecycleAsync).WithName("getFeatureLifecycle");
        feature.MapGet("/stickiness", StickinessAsync).WithName("getFeatureStickiness");
        feature.MapGet("/retention", RetentionAsync).WithName("getFeatureRetention");
        feature.MapGet("/time-to-adopt", TimeToAdoptAsync).WithName("getFeatureTimeToAdopt");
        feature.MapGet("/funnel", FunnelAsync).WithName("getFeatureFunnel");
    }

    /// <summary>How far a feature is adopted: by accounts, by people, in depth and frequency; over time with `from`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="key">The feature; a slash in it is written %2F.</param>
    /// <param name="given">As of when, about whom, grouped by what.</param>
    /// <param name="from">The first day to show, YYYY-MM-DD; by default only `as_of`.</param>
    /// <param name="interval">With `from`: the last days of each `day`, `week` (default) or `month`.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<MetricSeries<FeatureAdoption>>> AdoptionAsync(
        RequestCaller caller, AdoptionMetrics metrics, string key, [AsParameters] MetricParameters given,
        [FromQuery(Name = "from")] string? from, [FromQuery(Name = "interval")] string? interval, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.AdoptionAsync(caller, PathKey.Read(key), given, from, interval, cancellationToken));

    /// <summary>How each account stands to a feature, by account: the list behind the numbers of its adoption.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="key">The feature; a slash in it is written %2F.</param>
    /// <param name="given">As of when, about whom.</param>
    /// <param name="status">Only those that are `adopted`, `tried`, `cliff`, `never`, `not_entitled` or `not_instrumented`.</param>
    /// <param name="limit">How many items a page has: 1 to 1,000, default 200.</param>
    /// <param name="cursor">`next_cursor` of the page before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<Page<FeatureAccountRow>>> AccountsAsync(
        RequestCaller caller, AdoptionMetrics metrics, string key, [AsParameters] MetricParameters given, [FromQuery(Name = "status")] string? status,
        [FromQuery(Name = "limit")] int? limit, [FromQuery(Name = "cursor")] string? cursor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.AccountsAsync(caller, PathKey.Read(key), given, status, PageParameters.Read(limit, cursor), cancellationToken));

    /// <summary>Who may use a feature and has not touched it, ever or since a release. A list of users needs the scope `users:read`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="key">The feature; a slash in it is written %2F.</param>
    /// <param name="given">As of when, about whom; `role` keeps users of one role, by default the feature's target role.</param>
    /// <param name="of">`accounts` (default) or `users`.</param>
    /// <param name="since">Only a use on or after this day, YYYY-MM-DD or the id of a release, counts; by default any.</param>
    /// <param name="summary">Only the numbers, no list.</param>
    /// <param name="limit">How many items a page has: 1 to 1,000, default 200.</param>
    /// <param name="cursor">`next_cursor` of the page before.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<NeverUsedPage>> NeverUsedAsync(
        RequestCaller caller, AdoptionMetrics metrics, string key, [AsParameters] MetricParameters given, [FromQuery(Name = "of")] string? of,
        [FromQuery(Name = "since")] string? since, [FromQuery(Name = "summary")] bool? summary,
        [FromQuery(Name = "limit")] int? limit, [FromQuery(Name = "cursor")] string? cursor, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.NeverUsedAsync(
            caller, PathKey.Read(key), given, MetricParameterReader.Choice<NeverUsedOf>("of", of) ?? NeverUsedOf.Accounts, since, summary == true, PageParameters.Read(limit, cursor), cancellationToken));

    /// <summary>New, returning, resurrected and dormant people of a feature, by their first use of it; over time with `from`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="key">The feature; a slash in it is written %2F.</param>
    /// <param name="given">As of when, about whom, grouped by what.</param>
    /// <param name="from">The first day to show, YYYY-MM-DD; by default only `as_of`.</param>
    /// <param name="interval">With `from`: the last days of each `day`, `week` (default) or `month`.</param>
    /// <param name="periodDays">The days of a period: 1 to `Metrics:MaxPeriodDays` (365), default the feature's natural period.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<MetricSeries<Lifecycle>>> LifecycleAsync(
        RequestCaller caller, ActivityMetrics metrics, string key, [AsParameters] MetricParameters given,
        [FromQuery(Name = "from")] string? from, [FromQuery(Name = "interval")] string? interval, [FromQuery(Name = "period_days")] int? periodDays, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.LifecycleAsync(caller, PathKey.Read(key), given, from, interval, periodDays, cancellationToken));

    /// <summary>Daily, weekly and monthly active users of a feature, stickiness, and on how many of 28 days people used it; over time with `from`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="key">The feature; a slash in it is written %2F.</param>
    /// <param name="given">As of when, about whom, grouped by what.</param>
    /// <param name="from">The first day to show, YYYY-MM-DD; by default only `as_of`.</param>
    /// <param name="interval">With `from`: the last days of each `day`, `week` (default) or `month`.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<MetricSeries<ActivityCounts>>> StickinessAsync(
        RequestCaller caller, ActivityMetrics metrics, string key, [AsParameters] MetricParameters given,
        [FromQuery(Name = "from")] string? from, [FromQuery(Name = "interval")] string? interval, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.StickinessAsync(caller, PathKey.Read(key), given, from, interval, cancellationToken));

    /// <summary>Who came back to a feature after the first use of it.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="key">The feature; a slash in it is written %2F.</param>
    /// <param name="given">As of when, about whom, grouped by what.</param>
    /// <param name="retention">What counts as coming back.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<MetricAnswer<RetentionTable>>> RetentionAsync(
        RequestCaller caller, WalkMetrics metrics, string key, [AsParameters] MetricParameters given, [AsParameters] RetentionParameters retention, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.RetentionAsync(caller, PathKey.Read(key), given, retention, cancellationToken));

    /// <summary>How long entitled people take to adopt a feature, by Kaplan and Meier; who has not yet is censored.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="key">The feature; a slash in it is written %2F.</param>
    /// <param name="given">As of when, about whom, grouped by what.</param>
    /// <param name="moment">`adopted` (default): becoming an adopter; or `first_use`.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<MetricAnswer<TimeToAdopt>>> TimeToAdoptAsync(
        RequestCaller caller, ActivityMetrics metrics, string key, [AsParameters] MetricParameters given, [FromQuery(Name = "moment")] string? moment, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.TimeToAdoptAsync(
            caller, PathKey.Read(key), given, MetricParameterReader.Choice<AdoptionMoment>("moment", moment) ?? AdoptionMoment.Adopted, cancellationToken));

    /// <summary>How many walk from this feature to others, in order, within a window. Moments count, so it reads the raw events.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="key">The first step's feature; a slash in it is written %2F.</param>
    /// <param name="given">As of when, about whom, grouped by what.</param>
    /// <param name="funnel">The further steps.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<MetricAnswer<FunnelReport>>> FunnelAsync(
        RequestCaller caller, WalkMetrics metrics, string key, [AsParameters] MetricParameters given, [AsParameters] FunnelParameters funnel, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.FunnelAsync(caller, PathKey.Read(key), given, funnel, cancellationToken));
}
