using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.AspNetCore;

/// <summary>
/// Finds out who a signed-in user is. Register your own as a singleton to replace the one that reads claims; it is called
/// from many threads, up to twice a request, so keep it quick. What it throws is counted and logged, and the user is taken as unknown.
/// </summary>
public interface IUsageIdentityResolver
{
    /// <summary>Finds out who a user is.</summary>
    /// <param name="user">The user; signed in.</param>
    /// <param name="context">The request; null in a Blazor circuit.</param>
    /// <returns>Who it is; null when nothing is to be tracked for this user.</returns>
    public UsageIdentity? Resolve(ClaimsPrincipal user, HttpContext? context);
}
