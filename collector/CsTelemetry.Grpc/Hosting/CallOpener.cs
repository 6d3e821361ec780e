using CsTelemetry.Grpc.Calls;
using CsTelemetry.Grpc.Framing;
using CsTelemetry.Grpc.Headers;
using CsTelemetry.Grpc.Methods;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Grpc.Hosting;

/// <summary>Makes a call out of an HTTP request, without reading a byte of its body.</summary>
internal sealed class CallOpener(IOptions<GrpcServerOptions> options, ReceiveBudget budget, IHostApplicationLifetime host, TimeProvider time)
{
    private readonly GrpcServerOptions _options = options.Value;

    /// <exception cref="GrpcException">UNIMPLEMENTED: the encoding of the messages is not spoken here.</exception>
    public CallExchange Open(HttpContext http, IGrpcMethod method)
    {
        LiftHttpLimits(http);
        var encoding = MessageEncoding.Agree(http.Request, http.Response);
        TimeSpan? timeout = TimeoutValue.TryParse(http.Request.Headers[HeaderNames.Timeout].ToString(), out var span) ? span : null;
        var maxBytes = method.Access == GrpcAccess.Open ? _options.MaxOpenMethodMessageBytes : _options.MaxReceiveMessageBytes;

        var lifetime = new CallLifetime(timeout, _options, time, http.RequestAborted);
        var rules = new FrameRules(encoding.GzipRequests, maxBytes);
        return new CallExchange(
            new GrpcServerCall(http, method.Path, timeout is null ? null : time.GetUtcNow() + timeout, lifetime),
            lifetime,
            new MessageReader(new RequestBody(http.Request.BodyReader, lifetime), new PayloadDecoder(rules, budget), rules, budget),
            new MessageWriter(http.Response.BodyWriter, encoding.GzipResponses, _options, lifetime),
            http.Response,
            host.ApplicationStopping);
    }

    // Kestrel's 30 MB per body ends long streams, and its least data rate ends quiet ones, with the whole
    // connection. Messages have limits of their own, in size and in time.
    private static void LiftHttpLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        http.Features.Get<IHttpMinRequestBodyDataRateFeature>()?.MinDataRate = null;
    }
}
