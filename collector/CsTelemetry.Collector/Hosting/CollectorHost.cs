using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Api.Idempotency;
using CsTelemetry.Collector.Api.Knowledge;
using CsTelemetry.Collector.Api.Measures;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Observing;
using CsTelemetry.Collector.Receiving;
using CsTelemetry.Collector.Receiving.Http;
using CsTelemetry.Collector.Scraping;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CsTelemetry.Collector.Hosting;

/// <summary>A running collector. The one place where everything is put together; it reads as a table of contents.</summary>
internal sealed class CollectorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StoreConnection _store;

    private CollectorHost(WebApplication app, StoreConnection store)
    {
        _app = app;
        _store = store;
    }

    /// <summary>Gets the address of the gRPC port.</summary>
    public Uri GrpcAddress => AddressAt(0);

    /// <summary>Gets the address of the REST API and the dashboard.</summary>
    public Uri HttpAddress => AddressAt(1);

    /// <summary>Gets the services, for tests.</summary>
    internal IServiceProvider Services => _app.Services;

    /// <param name="given">Settings that go before those of files and environment.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<CollectorHost> StartAsync(IReadOnlyDictionary<string, string?> given, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(given);
        var settings = CollectorConfiguration.Complete(builder.Configuration);
        var certificate = settings.Collector.CertificatePath is { } path ? new ServerCertificate(path, settings.Collector.CertificatePassword, TimeProvider.System) : null;

        // Without its keys it would refuse every batch, and a refusal is final; one that does not start is called again.
        _ = new KeyFile(settings.DataPath("keys.json")).Load();
        using var startupLogging = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
        var store = await StoreConnection.OpenAsync(settings, startupLogging, cancellationToken);
        try
        {
            builder.Services.AddCollector(settings, store.Topology);
            builder.Services.AddSingleton(store.Analysis);
            builder.Services.AddSingleton(new ConfigurationFiles(((IConfigurationBuilder)builder.Configuration).Sources));
            builder.WebHost.ConfigureKestrel(kestrel => CollectorListeners.Listen(kestrel, settings.Collector, certificate));
            var app = builder.Build();
            _ = certificate?.Logger = app.Services.GetRequiredService<ILogger<ServerCertificate>>();
            Map(app, settings.Collector);
            await app.StartAsync(cancellationToken);
            var host = new CollectorHost(app, store);
            Log.Listening(app.Services.GetRequiredService<ILogger<CollectorHost>>(), host.GrpcAddress.ToString(), host.HttpAddress.ToString());
            return host;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until it is told to stop, or a part of it has ended by a bug. False after the latter.</summary>
    public async Task<bool> WaitForShutdownAsync()
    {
        await _app.WaitForShutdownAsync();
        return !_app.Services.GetServices<IHostedService>().OfType<BackgroundService>().Any(service => service.ExecuteTask?.IsFaulted == true);
    }

    /// <summary>Stops in the order of the data: no more batches, no more inserts, then the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static void Map(WebApplication app, CollectorOptions options)
    {
        app.Services.GetRequiredService<MetricsRegistry>().Start();
        _ = app.Services.GetRequiredService<BooksMetrics>();
        _ = app.Services.GetRequiredService<HealthMetrics>();
        app.Services.GetRequiredService<UnreadRecords>().Observe();
        _ = app.Services.GetRequiredService<OtlpExport>();
        var health = app.Services.GetRequiredService<GrpcHealth>();
        health.SetStatus("", true);
        health.SetStatus(PublishMethods.Service, true);
        var keys = app.Services.GetRequiredService<KeyAuthenticator>();
        var door = app.Services.GetRequiredService<TenantDoor>();
        var publish = app.Services.GetRequiredService<PublishHandler>();
        var messages = app.Services.GetRequiredService<PublishMessages>();
        var forget = app.Services.GetRequiredService<ForgetHandler>();
        app.UseHttpIntake(keys, door, options.Cors.Origins, new PublishCall(publish, messages), HttpIntakeApplication.Forget(forget));
        app.UseGrpcServer(methods => methods
            .AddTelemetryCollector(publish, messages, keys, door)
            .AddForget(forget)
            .AddHealth(health)
            .AddReflection(TelemetryReflection.Descriptor));
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UsePathKeys();
        app.UseRouting();
        app.UseRequestBodyLimit();
        app.UseUtf8();
        app.UseDashboard();
        app.UseAuthentication();
        app.UseRequestRate(app.Services.GetRequiredService<RequestRate>());
        app.UseAuthorization();
        app.UseIdempotency();
        app.MapOperations();
        app.MapOpenApi(ApiDocument.Route);
        app.MapV1();
        app.MapScores();
        app.MapScoreModels();
        app.MapErasures();
        app.MapAuditLog();
        app.MapQuarantine();
        app.MapExploring();
        app.MapKnowledge();
        app.MapImports();
        app.MapMeasures();
    }

    private Uri AddressAt(int index) =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index));
}
