using System.Net;
using System.Security.Cryptography.X509Certificates;
using CsTelemetry.Collector.Receiving;
using CsTelemetry.Collector.Receiving.Http;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>Serves an intake by the real gRPC server on a free port of loopback.</summary>
internal sealed class IntakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private IntakeServer(Intake intake, X509Certificate2? certificate, string[] origins)
    {
        Intake = intake;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listener => (certificate is null ? listener : listener.UseHttps(certificate)).UseGrpc(alsoHttp1: certificate is not null));
            kestrel.Listen(IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http1);
        });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddGrpcServer();
        builder.Services.AddSingleton(intake.Budget);
        _app = builder.Build();
        var keys = new KeyAuthenticator(intake.Keys, intake.Time, new CapturingLogger<KeyAuthenticator>());
        var messages = new PublishMessages(intake.Budget);
        _app.UseHttpIntake(keys, intake.Door, origins, new PublishCall(intake.Handler, messages), HttpIntakeApplication.Forget(intake.Forget));
        _app.UseGrpcServer(methods => methods.AddTelemetryCollector(intake.Handler, messages, keys, intake.Door).AddForget(intake.Forget));
    }

    internal Intake Intake { get; }

    internal Uri Address => new(_app.Urls.First());

    internal Uri HttpAddress => new(_app.Urls.ElementAt(1));

    internal static async Task<IntakeServer> StartAsync(long maxLogBytes = 1L << 30, X509Certificate2? certificate = null, params string[] origins)
    {
        var server = new IntakeServer(new Intake(maxLogBytes), certificate, origins);
        await server._app.StartAsync();
        return server;
    }

    internal string NewKey(params string[] scopes) => new KeyIssuer(Intake.Keys, Intake.Time).Create("demo", scopes);

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Intake.DisposeAsync();
    }
}
