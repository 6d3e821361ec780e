using Microsoft.AspNetCore.Http;

namespace CsTelemetry.AspNetCore.SigningIn;

/// <summary>Remembers that a request was refused, for its answer may be a redirect that looks like success.</summary>
internal static class RequestMarks
{
    private static readonly object Refused = new();

    public static void MarkRefused(HttpContext context) => context.Items[Refused] = Refused;

    public static bool IsRefused(HttpContext context) => context.Items.ContainsKey(Refused);
}
