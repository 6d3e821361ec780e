namespace CsTelemetry.Sdk.AspNetCore.Tests.SigningIn;

/// <summary>A user of ASP.NET Core Identity.</summary>
public sealed class AppUser
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string? NormalizedName { get; set; }

    public string? PasswordHash { get; set; }

    public string AccountId { get; set; } = "";

    public int Failures { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }
}
