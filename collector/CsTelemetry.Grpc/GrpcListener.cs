using CsTelemetry.Grpc.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CsTelemetry.Grpc;

/// <summary>Marks a listener of Kestrel as gRPC's.</summary>
public static class GrpcListener
{
    /// <summary>
    /// Makes the listener speak HTTP/2, and gRPC only: cleartext (h2c) as it is, TLS with a <c>UseHttps</c>
    /// beside it. Other listeners of the same host keep serving what they served.
    /// </summary>
    /// <param name="listener">The listener.</param>
    /// <param name="alsoHttp1">
    /// Whether TLS may also agree on HTTP/1.1, for middleware that stands before the gRPC server. Only with TLS. gRPC
    /// itself is not spoken over it.
    /// </param>
    /// <returns>The listener.</returns>
    public static ListenOptions UseGrpc(this ListenOptions listener, bool alsoHttp1 = false)
    {
        // Without TLS there is no negotiation: a port that speaks both protocols in cleartext speaks HTTP/1.1.
        listener.Protocols = alsoHttp1 ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http2;
        listener.Use(next => connection =>
        {
            connection.Features.Set(GrpcConnectionMark.Instance);
            return next(connection);
        });
        return listener;
    }
}
