using System.Security.Cryptography;
using System.Text;
using CsTelemetry.Collector.Tenancy;

namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>A call under the name that its sender gave it.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Name">SHA-256 of the key's prefix, method, path and idempotency key, in hexadecimal.</param>
/// <param name="Key">The idempotency key: it opens what is kept. Never logged.</param>
internal sealed record IdempotentCall(string Tenant, string Name, string Key)
{
    public const string Header = "Idempotency-Key";

    /// <summary>Reads the call's name; null when it was given none.</summary>
    /// <exception cref="InvalidParameterException">The key is none.</exception>
    public static IdempotentCall? Of(Caller caller, HttpRequest request)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
        {
            return null;
        }

        var key = values.Count == 1 ? values[0]! : throw new InvalidParameterException(Header, $"It is there {values.Count} times; send it once.");
        if (key.Length is 0 or > IdempotencyLimits.MaxKeyLength || key.Any(letter => letter is < '!' or > '~'))
        {
            throw new InvalidParameterException(
                Header, $"It has {key.Length} characters; it must have 1 to {IdempotencyLimits.MaxKeyLength}, letters, digits and signs of ASCII without spaces, such as a UUID.");
        }

        var text = string.Join('\n', caller.Tenant, caller.KeyPrefix, request.Method, request.PathBase + request.Path, key);
        return new IdempotentCall(caller.Tenant, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), key);
    }

    public override string ToString() => $"call {Name}";
}
