using System.Net;
using CsTelemetry.Collector.Receiving;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>Serves an intake by the real gRPC server on a free port of loopback.</summary>
internal sealed class IntakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private IntakeServer(Intake intake)
    {
        Intake = intake;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseGrpc()));
        builder.Services.AddGrpcServer();
        _app = builder.Build();
        var keys = new KeyAuthenticator(intake.Keys, intake.Time, new CapturingLogger<KeyAuthenticator>());
        _app.UseGrpcServer(methods => methods.AddTelemetryCollector(intake.Handler, keys).AddForget(intake.Forget));
    }

    internal Intake Intake { get; }

    internal Uri Address => new(_app.Urls.First());

    internal static async Task<IntakeServer> StartAsync(long maxLogBytes = 1L << 30)
    {
        var server = new IntakeServer(new Intake(maxLogBytes));
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
