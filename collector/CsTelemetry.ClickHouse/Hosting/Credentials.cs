using System.Security.Cryptography;
using System.Text;

namespace CsTelemetry.ClickHouse.Hosting;

/// <summary>Is one user of the embedded server with a password that was drawn for this run of the supervisor.</summary>
internal sealed record Credentials(string User, string Password)
{
    internal string PasswordSha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Password)));

    internal static Credentials Draw(string user) => new(user, RandomNumberGenerator.GetHexString(48, lowercase: true));

    public override string ToString() => $"user {User}";
}
