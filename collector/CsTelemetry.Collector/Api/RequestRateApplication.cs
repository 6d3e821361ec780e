namespace CsTelemetry.Collector.Api;

/// <summary>Puts the rate limit before the REST API; probes, scrapes and the page's files have none.</summary>
internal static class RequestRateApplication
{
    public static void UseRequestRate(this IApplicationBuilder app, RequestRate rate) => app.Use((http, next) =>
        !http.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal) || rate.TryTake(http)
            ? next(http)
            : TypedResults.Problem(
                statusCode: StatusCodes.Status429TooManyRequests,
                title: "Too many calls.",
                detail: "The key has used up its calls; RateLimit-Limit says how many it has at once. Ask again after the delay, with fewer and larger pages.").ExecuteAsync(http));
}
