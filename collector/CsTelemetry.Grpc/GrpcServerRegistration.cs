using CsTelemetry.Grpc.Framing;
using CsTelemetry.Grpc.Hosting;
using CsTelemetry.Grpc.Measuring;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CsTelemetry.Grpc;

/// <summary>Registers what the gRPC server needs.</summary>
public static class GrpcServerRegistration
{
    /// <summary>
    /// Adds the server's options, <see cref="GrpcHealth"/> and metrics, and sets Kestrel's HTTP/2 limits and its blocks of memory. A
    /// <see cref="TimeProvider"/> of the host is used for all deadlines, else the system's.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes the limits; a bad one is reported when the host starts.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddGrpcServer(this IServiceCollection services, Action<GrpcServerOptions>? configure = null)
    {
        services.AddOptions<GrpcServerOptions>().Configure(configure ?? (_ => { })).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GrpcServerOptions>, GrpcServerOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>());
        services.AddSingleton<IMemoryPoolFactory<byte>, BlockPoolFactory>();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GrpcMetrics>();
        services.TryAddSingleton<CallOpener>();
        services.TryAddSingleton(provider => new OutcomeJudge(Options(provider), provider.GetRequiredService<ILogger<OutcomeJudge>>()));
        services.TryAddSingleton(provider => new CallSlots(Options(provider)));
        services.TryAddSingleton(provider => new RequestDrain(
            Options(provider), provider.GetRequiredService<GrpcMetrics>(), provider.GetRequiredService<IHostApplicationLifetime>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new ReceiveBudget(Options(provider).MaxBufferedReceiveBytes));
        services.TryAddSingleton(provider => new GrpcHealth(
            Options(provider).MaxHealthWatcherCount, provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        return services;
    }

    private static GrpcServerOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<GrpcServerOptions>>().Value;
}
