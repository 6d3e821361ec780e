using CsTelemetry.AspNetCore.Identities;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.AspNetCore.Requests;

/// <summary>Opens a scope for the request's user, and tracks the endpoint's feature when it has answered.</summary>
internal sealed class UsageMiddleware(
    RequestDelegate next, ICsTelemetry telemetry, RequestUsers users, IdentityReader reader, RoleReporter roles, FeatureReporter features, TimeProvider time)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        // A handler of errors further in may clear the endpoint.
        var endpoint = context.GetEndpoint();
        var user = await users.FindAsync(context).ConfigureAwait(false);
        // Here and not in a method that is awaited: a scope lasts where it was opened.
        using var scope = ScopeOf(user, reader.Consent(context)) is { } known ? telemetry.BeginScope(known) : null;
        if (user is not null)
        {
            roles.Report(user.Identity);
        }

        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            if (features.FeatureOf(context, endpoint) is { } broken)
            {
                features.Threw(context, broken, user, time.GetElapsedTime(started), failure);
            }

            throw;
        }

        if (features.FeatureOf(context, endpoint) is { } feature)
        {
            // Authorization may have brought a user that was not there at the start.
            features.Answered(context, feature, user ?? await users.FindNowAsync(context).ConfigureAwait(false), time.GetElapsedTime(started));
        }
    }

    private static TelemetryScope? ScopeOf(RequestUser? user, bool? consent) =>
        user is null
            ? consent is null ? null : new TelemetryScope { HasConsent = consent }
            : new TelemetryScope
            {
                AccountId = user.Identity.AccountId,
                UserId = user.Identity.UserId,
                SessionId = user.SessionId,
                Platform = user.Platform,
                HasConsent = consent,
            };
}
