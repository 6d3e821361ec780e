using CsTelemetry.AspNetCore.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.DependencyInjection;

/// <summary>Puts the capture before the app's authentication service, whether that is registered already or later.</summary>
internal static class AuthenticationDecoration
{
    public static void Apply(IServiceCollection services)
    {
        var existing = services.LastOrDefault(one => one.ServiceType == typeof(IAuthenticationService) && !one.IsKeyedService);
        // AddAuthentication only adds its service where there is none yet. When it comes later, ours is there and makes what it would have added.
        var inner = existing ?? FrameworkService();
        if (existing is not null)
        {
            services.Remove(existing);
        }

        services.Add(new ServiceDescriptor(typeof(IAuthenticationService), provider => Make(provider, inner), inner.Lifetime));
    }

    private static ServiceDescriptor FrameworkService()
    {
        var framework = new ServiceCollection();
        framework.AddAuthenticationCore();
        return framework.Last(one => one.ServiceType == typeof(IAuthenticationService));
    }

    private static IAuthenticationService Make(IServiceProvider provider, ServiceDescriptor inner)
    {
        var service = (IAuthenticationService)(inner.ImplementationInstance
            ?? inner.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!));
        // A service that all requests share has no state of one request to keep; it is rare, and left alone.
        return inner.Lifetime == ServiceLifetime.Singleton || provider.GetService<IAuthenticationSchemeProvider>() is not { } schemes
            ? service
            : new CapturingAuthenticationService(
                service, schemes, provider.GetRequiredService<LoginReporter>(), provider.GetRequiredService<TokenLogins>(), provider.GetRequiredService<IOptions<CsTelemetryWebOptions>>());
    }
}
