using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.AspNetCore.SigningIn;

/// <summary>Tells the sessions of bearer tokens apart without keeping a token.</summary>
internal static class TokenSession
{
    private const int KeptHexDigits = 32;

    /// <summary>Gives the token's session or else its own name; null when it has neither.</summary>
    public static string? Named(ClaimsPrincipal user) =>
        user.FindFirst("sid")?.Value ?? user.FindFirst("jti")?.Value ?? user.FindFirst("uti")?.Value;

    /// <summary>Gives what stays the same over the requests of one session.</summary>
    public static string Key(string scheme, ClaimsPrincipal user, HttpContext context) =>
        $"{scheme}|{user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? user.FindFirst("sub")?.Value ?? user.Identity?.Name}|{Named(user) ?? Hash(context)}";

    /// <summary>Gives a name for a token that was refused.</summary>
    public static string RefusedKey(string scheme, HttpContext context) => $"{scheme}|refused|{Hash(context)}";

    private static string Hash(HttpContext context)
    {
        var proof = context.Request.Headers.Authorization.ToString();
        return proof.Length == 0 ? "" : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(proof)))[..KeptHexDigits];
    }
}
