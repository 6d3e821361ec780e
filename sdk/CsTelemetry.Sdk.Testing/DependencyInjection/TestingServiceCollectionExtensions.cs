using CsTelemetry;
using CsTelemetry.Testing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

// Where every host looks for its Add methods.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Puts an in-memory client into an application under test.</summary>
public static class TestingServiceCollectionExtensions
{
    /// <summary>
    /// Replaces the application's <see cref="ICsTelemetry"/> by an <see cref="InMemoryTelemetry"/> with the options that
    /// the application set, but without a key, network or disk. Call it after the application's own registrations, such
    /// as in <c>ConfigureTestServices</c>; resolve <see cref="InMemoryTelemetry"/> to read what was tracked.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddInMemoryTelemetry(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<CsTelemetryOptions>().PostConfigure(InMemoryTelemetry.Prepare);
        services.RemoveAll<ICsTelemetry>();
        services.TryAddSingleton(static provider => new InMemoryTelemetry(
            provider.GetRequiredService<IOptions<CsTelemetryOptions>>().Value, provider.GetService<TimeProvider>()));
        services.AddSingleton<ICsTelemetry>(static provider => provider.GetRequiredService<InMemoryTelemetry>());
        return services;
    }
}
