using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CsTelemetry.AspNetCore.SigningIn;

/// <summary>Says in a word how a user signed in.</summary>
internal static class LoginMethod
{
    /// <summary>Where handlers of other sites leave their scheme's name.</summary>
    private const string RemoteSchemeItem = ".AuthScheme";
    private const string LongMethodsClaim = "http://schemas.microsoft.com/claims/authnmethodsreferences";

    /// <summary>Gives the other site's scheme, else what the claims say, else the scheme itself.</summary>
    public static string Of(AuthenticationScheme scheme, ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        if (properties is not null && properties.Items.TryGetValue(RemoteSchemeItem, out var remote) && !string.IsNullOrEmpty(remote))
        {
            return remote;
        }

        return user.FindFirst(ClaimTypes.AuthenticationMethod)?.Value ?? Methods(user, "amr") ?? Methods(user, LongMethodsClaim) ?? Of(scheme);
    }

    public static string Of(AuthenticationScheme scheme) =>
        typeof(CookieAuthenticationHandler).IsAssignableFrom(scheme.HandlerType) ? "cookie"
        : scheme.HandlerType.Name == "JwtBearerHandler" ? "jwt"
        : scheme.Name;

    private static string? Methods(ClaimsPrincipal user, string type)
    {
        var methods = string.Join('+', user.FindAll(type).Select(claim => claim.Value));
        return methods.Length == 0 ? null : methods;
    }
}
