using CsTelemetry.Grpc.Hosting;
using CsTelemetry.Grpc.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Grpc;

/// <summary>Puts the gRPC server into a host's pipeline.</summary>
public static class GrpcServerApplication
{
    /// <summary>
    /// Answers every request that comes in by a listener marked with <see cref="GrpcListener.UseGrpc"/>, and lets all
    /// others pass. Put it first. Needs <see cref="GrpcServerRegistration.AddGrpcServer"/>.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    /// <param name="configure">Fills the table of methods.</param>
    /// <returns>The pipeline.</returns>
    /// <exception cref="InvalidOperationException">A method needs authorisation, and the table has no hook.</exception>
    public static IApplicationBuilder UseGrpcServer(this IApplicationBuilder app, Action<GrpcMethodTable> configure)
    {
        var table = new GrpcMethodTable();
        configure(table);
        var services = app.ApplicationServices;
        var server = new GrpcServer(
            table.Freeze(),
            table.Authorise,
            services.GetRequiredService<CallOpener>(),
            services.GetRequiredService<CallSlots>(),
            services.GetRequiredService<OutcomeJudge>(),
            services.GetRequiredService<RequestDrain>(),
            services.GetRequiredService<GrpcMetrics>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<GrpcServer>>());

        return app.Use((HttpContext http, RequestDelegate next) =>
            http.Features.Get<GrpcConnectionMark>() is null ? next(http) : server.AnswerAsync(http));
    }
}
