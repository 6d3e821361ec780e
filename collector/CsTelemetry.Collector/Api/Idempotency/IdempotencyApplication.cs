namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Puts the memory of calls before the endpoints of the REST API.</summary>
internal static class IdempotencyApplication
{
    public static void UseIdempotency(this IApplicationBuilder app)
    {
        var filter = app.ApplicationServices.GetRequiredService<IdempotencyFilter>();
        app.Use((http, next) => filter.RunAsync(http, next));

        // Once more, behind it: so that what an exception is answered with is an answer like others.
        app.UseExceptionHandler();
    }
}
