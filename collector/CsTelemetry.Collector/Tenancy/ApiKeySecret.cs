using System.Security.Cryptography;
using System.Text;

namespace CsTelemetry.Collector.Tenancy;

/// <summary>Makes and checks the secret part of a key: 256 random bits, kept only as a hash.</summary>
/// <remarks>A plain SHA-256 is enough for a secret nobody chose: there is nothing to guess from a dictionary.</remarks>
internal static class ApiKeySecret
{
    private const int SecretBytes = 32;

    public static string Draw() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Finds the hash of this secret; -1 if none is. Each is compared, in constant time.</summary>
    public static int IndexOf(string secret, IReadOnlyList<string> hashes)
    {
        var hash = Encoding.ASCII.GetBytes(Hash(secret));
        var found = -1;
        for (var i = 0; i < hashes.Count; i++)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(hashes[i])) ? i : found;
        }

        return found;
    }
}
