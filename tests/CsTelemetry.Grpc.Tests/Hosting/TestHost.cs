using System.Net;
using System.Security.Cryptography.X509Certificates;
using CsTelemetry.Grpc.Framing;
using CsTelemetry.Grpc.Hosting;
using CsTelemetry.Protocol.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CsTelemetry.Grpc.Tests.Hosting;

/// <summary>The real server on a free port of loopback, with the echo service and the fake collector; a second port serves HTTP/1.1.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _connections;

    private TestHost(TestHostSettings settings)
    {
        Certificate = settings.Certificate;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(kestrel => Listen(kestrel, settings));
        builder.Logging.AddProvider(Logs).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(settings.Time).AddGrpcServer(settings.Options);
        _app = builder.Build();
        Calls = new EndedCalls(_app.Services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        settings.Before?.Invoke(_app);
        _app.UseGrpcServer(table => AddAll(table, settings));
        _app.Run(http => http.Response.WriteAsync("rest", http.RequestAborted));
    }

    public X509Certificate2? Certificate { get; }

    public EchoService Echo { get; } = new();

    public FakeCollector Collector { get; } = new();

    public RecordedLogs Logs { get; } = new();

    public EndedCalls Calls { get; }

    public Uri Address => new(_app.Urls.First());

    public Uri RestAddress => new(_app.Urls.Last());

    public int ConnectionCount => Volatile.Read(ref _connections);

    public GrpcHealth Health => _app.Services.GetRequiredService<GrpcHealth>();

    public IHostApplicationLifetime Lifetime => _app.Lifetime;

    public ActiveCalls ActiveCalls => _app.Services.GetRequiredService<CallSlots>().Authorised;

    public ReceiveBudget Budget => _app.Services.GetRequiredService<ReceiveBudget>();

    public static async Task<TestHost> StartAsync(TestHostSettings? settings = null)
    {
        var host = new TestHost(settings ?? new());
        await host._app.StartAsync();
        return host;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Calls.Dispose();
    }

    private void Listen(KestrelServerOptions kestrel, TestHostSettings settings)
    {
        kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            listener.Use(next => connection =>
            {
                Interlocked.Increment(ref _connections);
                return next(connection);
            });
            if (settings.Certificate is { } certificate)
            {
                listener.UseHttps(certificate);
            }

            listener.UseGrpc();
        });
        kestrel.Listen(IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http1);
    }

    private void AddAll(GrpcMethodTable table, TestHostSettings settings)
    {
        table.AuthoriseWith(FakeCollector.AuthoriseAsync).AddHealth(Health).AddReflection(TelemetryReflection.Descriptor);
        Echo.AddTo(table);
        Collector.AddTo(table);
        settings.Methods?.Invoke(table);
    }
}
