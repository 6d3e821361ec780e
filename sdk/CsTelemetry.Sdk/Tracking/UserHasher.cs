using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace CsTelemetry.Tracking;

/// <summary>
/// Hashes user ids with a secret, so that what is reported tells users apart and cannot be turned back into them: the
/// first 128 bits of HMAC-SHA-256 (RFC 2104, FIPS 180-4), as 32 hexadecimal digits. Safe for any number of threads.
/// </summary>
internal sealed class UserHasher(string key)
{
    /// <summary>How many users' hashes are remembered; a bound on memory, not on users.</summary>
    private const int MostRemembered = 10_000;

    private const int KeptBytes = 16;

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private readonly ConcurrentDictionary<string, TelemetryName> _remembered = new(StringComparer.Ordinal);

    public static UserHasher? From(string? key) => key is null ? null : new(key);

    public TelemetryName Hash(string userId)
    {
        if (_remembered.TryGetValue(userId, out var known))
        {
            return known;
        }

        if (_remembered.Count >= MostRemembered)
        {
            _remembered.Clear();
        }

        return _remembered[userId] = Compute(userId);
    }

    private TelemetryName Compute(string userId)
    {
        using var hmac = new HMACSHA256(_key);
        var hash = hmac.ComputeHash(Encoding.UTF8.GetBytes(userId));
        var text = new StringBuilder(2 * KeptBytes);
        for (var i = 0; i < KeptBytes; i++)
        {
            text.Append("0123456789abcdef"[hash[i] >> 4]).Append("0123456789abcdef"[hash[i] & 15]);
        }

        return TelemetryName.FromAscii(text.ToString());
    }
}
