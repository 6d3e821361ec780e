using System.Collections.Frozen;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Collector.Receiving.Http;

/// <summary>Puts the HTTP intake into a host's pipeline.</summary>
internal static class HttpIntakeApplication
{
    /// <summary>Makes `POST /v1/forget`: a ForgetRequest in, a ForgetResponse out. A key that may erase has no business in a browser.</summary>
    public static IHttpCall Forget(ForgetHandler handler) =>
        new HttpCall<ForgetRequest, ForgetResponse>("/v1/forget", Scopes.Erase, ForBrowsers: false, ForgetRequest.Parser, handler.ForgetAsync);

    /// <summary>
    /// Answers the calls' paths on every port, and lets all else pass. Put it before the gRPC server, so that one TLS
    /// port serves both. The largest message is gRPC's.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="keys">The keys in force.</param>
    /// <param name="door">The tenants' quotas and turns.</param>
    /// <param name="origins">The origins whose pages may post from browsers; none for no CORS.</param>
    /// <param name="calls">What can be posted.</param>
    public static void UseHttpIntake(this IApplicationBuilder app, KeyAuthenticator keys, TenantDoor door, IEnumerable<string> origins, params IEnumerable<IHttpCall> calls)
    {
        var services = app.ApplicationServices;
        var limits = services.GetRequiredService<IOptions<GrpcServerOptions>>().Value;
        var bodies = new BodyReader(limits.MaxReceiveMessageBytes, limits.MaxDrainBytes, services.GetRequiredService<ByteBudget>());
        var intake = new HttpIntake(keys, door, bodies, new BrowserAccess(origins), services.GetRequiredService<RequestDrain>(), services.GetRequiredService<ILogger<HttpIntake>>());
        var byPath = calls.ToFrozenDictionary(call => call.Path, StringComparer.Ordinal);
        app.Use((HttpContext http, RequestDelegate next) =>
            byPath.GetValueOrDefault(http.Request.Path.Value ?? "") is { } call ? intake.AnswerAsync(http, call) : next(http));
    }
}
