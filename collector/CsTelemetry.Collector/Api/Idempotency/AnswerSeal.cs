using System.Security.Cryptography;
using System.Text;

namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>
/// Seals what is kept with a key made of the caller's `Idempotency-Key`: an answer may speak of people, and is kept for a day, also when they are
/// erased meanwhile. Only who sends the call again can open it. Pure.
/// </summary>
internal static class AnswerSeal
{
    // | nonce:12 | tag:16 | AES-256-GCM of the answer |
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;

    private static readonly byte[] Purpose = "cstelemetry kept answer 1"u8.ToArray();

    public static byte[] Close(IdempotentCall call, ReadOnlySpan<byte> answer)
    {
        var closed = new byte[NonceBytes + TagBytes + answer.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(KeyOf(call), TagBytes);
        cipher.Encrypt(closed.AsSpan(0, NonceBytes), answer, closed.AsSpan(NonceBytes + TagBytes), closed.AsSpan(NonceBytes, TagBytes));
        return closed;
    }

    /// <exception cref="CryptographicException">It is not what was closed for this call.</exception>
    public static byte[] Open(IdempotentCall call, ReadOnlySpan<byte> closed)
    {
        var answer = new byte[Math.Max(0, closed.Length - NonceBytes - TagBytes)];
        using var cipher = new AesGcm(KeyOf(call), TagBytes);
        cipher.Decrypt(closed[..NonceBytes], closed[(NonceBytes + TagBytes)..], closed.Slice(NonceBytes, TagBytes), answer);
        return answer;
    }

    private static byte[] KeyOf(IdempotentCall call) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(call.Key), KeyBytes, Encoding.UTF8.GetBytes($"{call.Tenant}\n{call.Name}"), Purpose);
}
