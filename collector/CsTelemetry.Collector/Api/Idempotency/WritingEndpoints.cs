
namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Tells which endpoints take an `Idempotency-Key`: all of `/v1` that change something. Pure.</summary>
internal static class WritingEndpoints
{
    public static bool Includes(Endpoint? endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } path }
        && path.StartsWith("/v1/", StringComparison.Ordinal)
        && Includes(endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [], endpoint.Metadata);

    public static bool Includes(IEnumerable<string> methods, IEnumerable<object> metadata) =>
        methods.Any(method => HttpMethods.IsPost(method) || HttpMethods.IsPut(method) || HttpMethods.IsPatch(method) || HttpMethods.IsDelete(method))
        && !metadata.OfType<OnlyReads>().Any();
}
