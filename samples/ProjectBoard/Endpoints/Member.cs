using System.Security.Claims;

namespace ProjectBoard.Endpoints;

/// <summary>Reads who is signed in.</summary>
internal static class Member
{
    public const string TenantClaim = "tenant";

    public static string Tenant(this ClaimsPrincipal user) => user.FindFirstValue(TenantClaim)!;

    public static string Id(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)!;

    public static bool IsAdmin(this ClaimsPrincipal user) => user.IsInRole("admin");
}
