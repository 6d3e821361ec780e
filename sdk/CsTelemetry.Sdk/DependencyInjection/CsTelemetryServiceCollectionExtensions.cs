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
    /// Adds one <see cref="ICsTelemetry"/> for the whole application, configured by environment variables such as
    /// <c>CSTELEMETRY_ENDPOINT</c> and <c>CSTELEMETRY_API_KEY</c>, and by whatever else configures
    /// <see cref="CsTelemetryOptions"/>, such as
    /// <c>services.Configure&lt;CsTelemetryOptions&gt;(configuration.GetSection("CsTelemetry"))</c>. All else is as with
    /// <see cref="AddCsTelemetry{TServices}(TServices, Action{CsTelemetryOptions})"/>.
    /// </summary>
    /// <typeparam name="TServices">The kind of services.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <returns>The same services.</returns>
    public static TServices AddCsTelemetry<TServices>(this TServices services)
        where TServices : IServiceCollection => services.AddCsTelemetry(static _ => { });

    /// <summary>
    /// Adds one <see cref="ICsTelemetry"/> for the whole application. The container disposes it, which sends what is
    /// left within <see cref="CsTelemetryOptions.ShutdownTimeout"/>. The options are checked when the host starts, or
    /// else when the client is first resolved: an <see cref="OptionsValidationException"/> then names every fault.
    /// Calling it again adds to the configuration, not a second client. Environment variables such as
    /// <c>CSTELEMETRY_API_KEY</c> are the defaults beneath.
    /// </summary>
    /// <typeparam name="TServices">The kind of services. C# prefers a method that names it to this one, which is how the
    /// same line does more in an app that references CsTelemetry.Sdk.AspNetCore.</typeparam>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the options; at least <see cref="CsTelemetryOptions.ApiKey"/> is needed.</param>
    /// <returns>The same services.</returns>
    public static TServices AddCsTelemetry<TServices>(this TServices services, Action<CsTelemetryOptions> configure)
        where TServices : IServiceCollection
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddEnvironmentDefaults(Environment.GetEnvironmentVariable);
        services.AddOptions<CsTelemetryOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CsTelemetryOptions>, CsTelemetryOptionsValidator>());
        services.TryAddSingleton<ICsTelemetry>(static provider => CsTelemetryClient.Create(
            provider.GetRequiredService<IOptions<CsTelemetryOptions>>().Value,
            provider.GetService<ILoggerFactory>(),
            provider.GetService<TimeProvider>()));
        return services;
    }

    // In front of all other configuration, wherever that was added: the environment is beneath it.
    internal static void AddEnvironmentDefaults(this IServiceCollection services, Func<string, string?> lookup)
    {
        if (!services.Any(static service => service.ImplementationInstance is EnvironmentConfiguration))
        {
            services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<CsTelemetryOptions>>(new EnvironmentConfiguration(lookup)));
        }
    }
}
