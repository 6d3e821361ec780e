using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.Identities;

/// <summary>Reads the user, account, session and role from claims.</summary>
internal sealed class ClaimsIdentityResolver(IOptions<CsTelemetryWebOptions> options) : IUsageIdentityResolver
{
    private readonly CsTelemetryWebOptions _options = options.Value;

    public UsageIdentity? Resolve(ClaimsPrincipal user, HttpContext? context)
    {
        var account = First(user, _options.AccountClaimTypes) ?? _options.DefaultAccountId;
        return account is null || First(user, _options.UserClaimTypes) is not { } id ? null : new(account, id)
        {
            SessionId = First(user, _options.SessionClaimTypes),
            Role = First(user, _options.RoleClaimTypes),
        };
    }

    private static string? First(ClaimsPrincipal user, IList<string> types)
    {
        for (var i = 0; i < types.Count; i++)
        {
            if (user.FindFirst(types[i])?.Value is { Length: > 0 } value)
            {
                return value;
            }
        }

        return null;
    }
}
