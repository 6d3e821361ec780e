using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Grpc.Hosting;

/// <summary>Sets those of Kestrel's limits that gRPC depends on.</summary>
internal sealed class KestrelLimits(IOptions<GrpcServerOptions> options) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        var http2 = kestrel.Limits.Http2;
        http2.MaxStreamsPerConnection = options.Value.MaxStreamsPerConnectionCount;
        http2.KeepAlivePingDelay = options.Value.KeepAlivePingDelay;
        http2.KeepAlivePingTimeout = options.Value.KeepAlivePingTimeout;
    }
}
