namespace CsTelemetry.AspNetCore;

/// <summary>Says who uses the product, as it is to be reported. Immutable.</summary>
/// <param name="AccountId">The customer organisation; 1 to 256 bytes of UTF-8.</param>
/// <param name="UserId">The person; 1 to 256 bytes of UTF-8.</param>
public sealed record UsageIdentity(string AccountId, string UserId)
{
    /// <summary>Gets the sign-in session. Default null: the one of the cookie's ticket, if there is one.</summary>
    public string? SessionId { get; init; }

    /// <summary>Gets the role that the user is identified by, once a day and at each change. Default null: not identified.</summary>
    public string? Role { get; init; }

    /// <summary>Gets where the user sits. Default <see cref="Platform.Unspecified"/>: the API for bearer tokens, else <see cref="CsTelemetryWebOptions.Platform"/>.</summary>
    public Platform Platform { get; init; }
}
