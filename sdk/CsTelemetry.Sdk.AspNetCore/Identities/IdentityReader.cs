using System.Security.Claims;
using CsTelemetry.AspNetCore.Reporting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.Identities;

/// <summary>Asks the app's code who a user is and whether usage may be reported; that code may throw. Safe for any number of threads.</summary>
internal sealed class IdentityReader(IUsageIdentityResolver resolver, IOptions<CsTelemetryWebOptions> options, CaptureFaults faults)
{
    private readonly CsTelemetryWebOptions _options = options.Value;

    /// <summary>Finds out who the user is; null when nobody is signed in or it is not known.</summary>
    public UsageIdentity? Read(ClaimsPrincipal? user, HttpContext? context)
    {
        if (user?.Identity is not { IsAuthenticated: true })
        {
            return null;
        }

        try
        {
            return resolver.Resolve(user, context);
        }
        catch (Exception failure)
        {
            faults.Note(CapturePlace.IdentityResolver, failure);
            return null;
        }
    }

    /// <summary>Says whether usage may be reported; null when nobody says.</summary>
    public bool? Consent(HttpContext context)
    {
        if (_options.ConsentResolver is not { } resolve)
        {
            return null;
        }

        try
        {
            return resolve(context);
        }
        catch (Exception failure)
        {
            // Nobody said yes.
            faults.Note(CapturePlace.ConsentResolver, failure);
            return false;
        }
    }
}
