using CsTelemetry.AspNetCore.Identities;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.SigningIn;

/// <summary>
/// Makes a login of the first request of each bearer token's session, and a failed login of the first of each refused
/// token. Safe for any number of threads.
/// </summary>
internal sealed class TokenLogins(LoginReporter reporter, IOptions<CsTelemetryWebOptions> options, TimeProvider time)
{
    private readonly RecentKeys _sessions = new(options.Value.TokenSessionWindow, options.Value.MaxRemembered, time);

    public void Seen(HttpContext context, AuthenticationScheme scheme, AuthenticateResult result)
    {
        if (result.Succeeded)
        {
            if (_sessions.IsNew(TokenSession.Key(scheme.Name, result.Principal, context)))
            {
                reporter.Login(context, result.Principal, TokenSession.Named(result.Principal), LoginMethod.Of(scheme), SchemeKind.Token);
            }
        }
        else if (result.Failure is { } failure && !IsExpiry(failure) && _sessions.IsNew(TokenSession.RefusedKey(scheme.Name, context)))
        {
            reporter.Failed(context, null, null, LoginMethod.Of(scheme), Reason(failure), SchemeKind.Token);
        }
    }

    // That a token has run out is how clients learn to fetch the next one.
    private static bool IsExpiry(Exception failure) => failure.GetType().Name.Contains("Expired", StringComparison.Ordinal);

    private static string Reason(Exception failure) => failure.GetType().Name.Replace("Exception", "", StringComparison.Ordinal);
}
