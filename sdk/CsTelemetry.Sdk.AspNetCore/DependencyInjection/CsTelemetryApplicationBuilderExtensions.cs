using CsTelemetry.AspNetCore.Requests;
using Microsoft.Extensions.DependencyInjection;

// Where every app looks for its Use methods.
#pragma warning disable IDE0130
namespace Microsoft.AspNetCore.Builder;
#pragma warning restore IDE0130

/// <summary>Puts CsTelemetry into an app's pipeline.</summary>
public static class CsTelemetryApplicationBuilderExtensions
{
    /// <summary>
    /// Opens a scope with the request's user, so that the app can call <c>telemetry.TrackFeature("x")</c> alone, and tracks
    /// the features of endpoints. It works before and after <c>UseAuthentication</c>; where endpoints choose an
    /// authentication scheme of their own, put it after <c>UseAuthorization</c>, which is where a <c>WebApplication</c> puts it by itself.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <returns>The same app.</returns>
    /// <exception cref="InvalidOperationException">The services were not added.</exception>
    public static IApplicationBuilder UseCsTelemetry(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.ApplicationServices.GetService<IServiceProviderIsService>() is { } known && !known.IsService(typeof(FeatureReporter)))
        {
            throw new InvalidOperationException(
                "UseCsTelemetry needs 'builder.Services.AddCsTelemetry(options => …)' in a project that references CsTelemetry.Sdk.AspNetCore; where a library adds the client, call 'builder.Services.AddCsTelemetryCapture()' as well.");
        }

        return app.UseMiddleware<UsageMiddleware>();
    }
}
