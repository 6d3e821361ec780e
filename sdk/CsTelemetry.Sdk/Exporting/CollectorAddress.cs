namespace CsTelemetry.Exporting;

/// <summary>Finds where the collector listens, by the options. Pure.</summary>
internal static class CollectorAddress
{
    /// <summary>Gets the address for HTTP: the one that is set, else the gRPC address with TLS, else the port after it, where a collector listens by default.</summary>
    public static Uri Http(CsTelemetryOptions options) =>
        options.HttpEndpoint ?? (options.Endpoint.Scheme == Uri.UriSchemeHttps
            ? options.Endpoint
            : new UriBuilder(options.Endpoint) { Port = options.Endpoint.Port + 1 }.Uri);

    /// <summary>Tells whether gRPC can be tried at all: a proxy can tunnel TLS, but not HTTP/2 in clear text.</summary>
    public static bool GrpcIsPossible(CsTelemetryOptions options) =>
#if NET
        options.Proxy is null || options.Endpoint.Scheme == Uri.UriSchemeHttps;
#else
        false;
#endif
}
