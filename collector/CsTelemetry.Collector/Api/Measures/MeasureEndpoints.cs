using CsTelemetry.Adoption.Metrics;
using CsTelemetry.Collector.Api.Contracts;
using CsTelemetry.Collector.Tenancy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>The metrics of features and of the product as a whole.</summary>
internal static class MeasureEndpoints
{
    public static void MapMeasures(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1").AsMetrics();
        v1.MapGet("/stickiness", StickinessAsync).WithName("getStickiness").WithTags("Metrics");
        v1.MapGet("/lifecycle", LifecycleAsync).WithName("getLifecycle").WithTags("Metrics");
        v1.MapGet("/retention", RetentionAsync).WithName("getRetention").WithTags("Metrics");
        v1.MapGet("/time-to-first-value", FirstValueAsync).WithName("getTimeToFirstValue").WithTags("Metrics");
        v1.MapGet("/licence-utilisation", LicencesAsync).WithName("getLicenceUtilisation").WithTags("Metrics");
        routes.MapFeatureMeasures();
        routes.MapAccountMeasures();
    }

    /// <summary>Gives a group of endpoints what all metrics have in common.</summary>
    public static RouteGroupBuilder AsMetrics(this RouteGroupBuilder group) => group
        .RequireAuthorization(Scopes.Read)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .RefuseUnknownParameters();

    /// <summary>Daily, weekly and monthly active users, stickiness, and on how many of 28 days people were active; over time with `from`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="given">As of when, about whom, grouped by what.</param>
    /// <param name="from">The first day to show, YYYY-MM-DD; by default only `as_of`.</param>
    /// <param name="interval">With `from`: the last days of each `day`, `week` (default) or `month`.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<MetricSeries<ActivityCounts>>> StickinessAsync(
        RequestCaller caller, ActivityMetrics metrics, [AsParameters] MetricParameters given,
        [FromQuery(Name = "from")] string? from, [FromQuery(Name = "interval")] string? interval, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.StickinessAsync(caller, null, given, from, interval, cancellationToken));

    /// <summary>New, returning, resurrected and dormant people of the product, by their first value event; over time with `from`.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="given">As of when, about whom, grouped by what.</param>
    /// <param name="from">The first day to show, YYYY-MM-DD; by default only `as_of`.</param>
    /// <param name="interval">With `from`: the last days of each `day`, `week` (default) or `month`.</param>
    /// <param name="periodDays">The days of a period: 1 to `Metrics:MaxPeriodDays` (365), default 28.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<MetricSeries<Lifecycle>>> LifecycleAsync(
        RequestCaller caller, ActivityMetrics metrics, [AsParameters] MetricParameters given,
        [FromQuery(Name = "from")] string? from, [FromQuery(Name = "interval")] string? interval, [FromQuery(Name = "period_days")] int? periodDays, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.LifecycleAsync(caller, null, given, from, interval, periodDays, cancellationToken));

    /// <summary>Who came back to the product after the first value event.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="given">As of when, about whom, grouped by what.</param>
    /// <param name="retention">What counts as coming back.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<MetricAnswer<RetentionTable>>> RetentionAsync(
        RequestCaller caller, WalkMetrics metrics, [AsParameters] MetricParameters given, [AsParameters] RetentionParameters retention, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.RetentionAsync(caller, null, given, retention, cancellationToken));

    /// <summary>How long people take to their first value event, by Kaplan and Meier; who has had none yet is censored.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="given">As of when, about whom, grouped by what.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<MetricAnswer<TimeToAdopt>>> FirstValueAsync(
        RequestCaller caller, ActivityMetrics metrics, [AsParameters] MetricParameters given, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.TimeToAdoptAsync(caller, null, given, AdoptionMoment.FirstUse, cancellationToken));

    /// <summary>Active people of 28 days / seats of the day, over the accounts whose seats are known.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="given">As of when, about whom, grouped by what.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<Ok<MetricAnswer<LicenceUtilisation>>> LicencesAsync(
        RequestCaller caller, ActivityMetrics metrics, [AsParameters] MetricParameters given, CancellationToken cancellationToken) =>
        TypedResults.Ok(await metrics.LicencesAsync(caller, given, cancellationToken));
}
