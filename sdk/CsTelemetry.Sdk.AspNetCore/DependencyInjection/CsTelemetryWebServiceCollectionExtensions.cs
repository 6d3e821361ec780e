using CsTelemetry;
using CsTelemetry.AspNetCore;
using CsTelemetry.AspNetCore.Circuits;
using CsTelemetry.AspNetCore.DependencyInjection;
using CsTelemetry.AspNetCore.Features;
using CsTelemetry.AspNetCore.Identities;
using CsTelemetry.AspNetCore.Reporting;
using CsTelemetry.AspNetCore.Requests;
using CsTelemetry.AspNetCore.SigningIn;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

// Where every host looks for its Add methods.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds CsTelemetry to an ASP.NET Core app.</summary>
public static class CsTelemetryWebServiceCollectionExtensions
{
    /// <summary>
    /// Adds the app's <see cref="ICsTelemetry"/> as the SDK's method of this name does, which this one comes before in an
    /// app that uses this package, and the capture of logins, logouts and Blazor circuits. With
    /// <c>app.UseCsTelemetry()</c> endpoints are tracked as features too.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets the client's options; at least <see cref="CsTelemetryOptions.ApiKey"/> is needed.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddCsTelemetry(this IServiceCollection services, Action<CsTelemetryOptions> configure) =>
        CsTelemetryServiceCollectionExtensions.AddCsTelemetry(services, configure).AddCsTelemetryCapture();

    /// <summary>Does the same with a client that is configured by environment variables and <c>services.Configure&lt;CsTelemetryOptions&gt;(…)</c>.</summary>
    /// <param name="services">The app's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddCsTelemetry(this IServiceCollection services) =>
        CsTelemetryServiceCollectionExtensions.AddCsTelemetry(services).AddCsTelemetryCapture();

    /// <summary>Does what the shorter one does, and sets what is captured.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configure">Sets the client's options; at least <see cref="CsTelemetryOptions.ApiKey"/> is needed.</param>
    /// <param name="configureWeb">Sets what is captured.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddCsTelemetry(this IServiceCollection services, Action<CsTelemetryOptions> configure, Action<CsTelemetryWebOptions> configureWeb)
    {
        ArgumentNullException.ThrowIfNull(configureWeb);
        return CsTelemetryServiceCollectionExtensions.AddCsTelemetry(services, configure).AddCsTelemetryCapture(configureWeb);
    }

    /// <summary>
    /// Adds the capture alone, for an app whose <see cref="ICsTelemetry"/> is added elsewhere, such as by a library that
    /// knows only the SDK. Calling it again adds to the configuration, not a second capture. The options are checked when the host starts.
    /// </summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configureWeb">Sets what is captured; null for the defaults.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddCsTelemetryCapture(this IServiceCollection services, Action<CsTelemetryWebOptions>? configureWeb = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<CsTelemetryWebOptions>().ValidateOnStart();
        if (configureWeb is not null)
        {
            options.Configure(configureWeb);
        }

        if (services.Any(one => one.ServiceType == typeof(FeatureReporter)))
        {
            return services;
        }

        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CsTelemetryWebOptions>, WebOptionsValidator>());
        services.TryAddSingleton<IUsageIdentityResolver, ClaimsIdentityResolver>();
        services.AddSingleton<WebMetrics>().AddSingleton<CaptureFaults>().AddSingleton<IdentityReader>();
        services.AddSingleton<LoginReporter>().AddSingleton<TokenLogins>();
        services.AddSingleton<FeatureMap>().AddSingleton<RequestUsers>().AddSingleton<RoleReporter>().AddSingleton<FeatureReporter>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<CircuitHandler, UsageCircuitHandler>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton(typeof(IPostConfigureOptions<>), typeof(RemoteFailureCapture<>)));
        AuthenticationDecoration.Apply(services);
        return services;
    }
}
