using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;

namespace CsTelemetry.AspNetCore.SigningIn;

/// <summary>Keeps a session's name in the ticket that the app's own sign-in writes, so that every later request tells it.</summary>
internal static class TicketSession
{
    private const string Item = "cstelemetry.session";
    private const int RandomBytes = 12;

    public static string? Read(AuthenticationProperties? properties) =>
        properties is not null && properties.Items.TryGetValue(Item, out var session) ? session : null;

    /// <summary>Writes the session of a ticket that is renewed, or a new one.</summary>
    public static string Write(AuthenticationProperties properties, string? renewed)
    {
        var session = renewed ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(RandomBytes));
        properties.Items[Item] = session;
        return session;
    }
}
