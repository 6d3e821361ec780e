using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.SigningIn;

/// <summary>
/// Hears when a sign-in at another site (OAuth, OpenID Connect, …) fails or is refused there, by standing before the
/// scheme's own events. It is made for every kind of options and looks only at those.
/// </summary>
internal sealed class RemoteFailureCapture<TOptions> : IPostConfigureOptions<TOptions>
    where TOptions : class
{
    private static readonly ConditionalWeakTable<RemoteAuthenticationEvents, object> Heard = [];

    public void PostConfigure(string? name, TOptions options)
    {
        if (options is not RemoteAuthenticationOptions { Events: { } events } || !Heard.TryAdd(events, events))
        {
            return;
        }

        var onFailure = events.OnRemoteFailure;
        events.OnRemoteFailure = failure =>
        {
            Report(failure.HttpContext, failure.Scheme.Name, failure.Failure?.GetType().Name.Replace("Exception", "", StringComparison.Ordinal) ?? "remote_failure");
            return onFailure(failure);
        };
        var onDenied = events.OnAccessDenied;
        events.OnAccessDenied = denied =>
        {
            Report(denied.HttpContext, denied.Scheme.Name, "access_denied");
            return onDenied(denied);
        };
    }

    // Nothing is injected: the reporter itself needs options, and those would need this.
    private static void Report(HttpContext context, string scheme, string reason)
    {
        if (context.RequestServices.GetService<IOptions<CsTelemetryWebOptions>>() is { Value.CaptureLogins: true })
        {
            context.RequestServices.GetService<LoginReporter>()?.Failed(context, null, null, scheme, reason, SchemeKind.Remote);
        }
    }
}
