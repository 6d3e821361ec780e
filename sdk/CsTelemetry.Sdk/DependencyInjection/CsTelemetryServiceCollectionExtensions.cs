using CsTelemetry;
using CsTelemetry.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

// Where every host looks for its Add methods.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds CsTelemetry to an application.</summary>
public static class CsTelemetryServiceCollectionExtensions
{
    /// <summary>
    /// Adds one <see cref="ICsTelemetry"/> for the whole application. The container disposes it, which sends what is
    /// left within <see cref="CsTelemetryOptions.ShutdownTimeout"/>. The options are checked when the host starts, or
    /// else when the client is first resolved: an <see cref="OptionsValidationException"/> then names every fault.
    /// Calling it again adds to the configuration, not a second client.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; at least <see cref="CsTelemetryOptions.ApiKey"/> is needed.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddCsTelemetry(this IServiceCollection services, Action<CsTelemetryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<CsTelemetryOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CsTelemetryOptions>, CsTelemetryOptionsValidator>());
        services.TryAddSingleton<ICsTelemetry>(static provider => CsTelemetryClient.Create(
            provider.GetRequiredService<IOptions<CsTelemetryOptions>>().Value,
            provider.GetService<ILoggerFactory>(),
            provider.GetService<TimeProvider>()));
        return services;
    }
}
