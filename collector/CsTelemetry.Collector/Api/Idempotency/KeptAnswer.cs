using System.Security.Cryptography;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>What a call was answered with.</summary>
/// <param name="Request">SHA-256 of what was asked.</param>
/// <param name="Status">The status.</param>
/// <param name="Headers">Those headers that belong to the answer, not to its transport.</param>
/// <param name="Body">The body; null when it was too large to be kept.</param>
internal sealed record KeptAnswer(byte[] Request, int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[]? Body)
{
    // | version:1 | request:32 | status | count | name, value each | has body:1 | body |   the numbers and texts as in the journal
    private const byte Version = 1;

    private static readonly string[] KeptHeaders = ["Content-Type", "ETag", "Location", "Cache-Control"];

    public static KeptAnswer Of(byte[] request, HttpResponse response, byte[] body, int maxBodyBytes) => new(
        request,
        response.StatusCode,
        [.. from name in KeptHeaders let value = response.Headers[name].ToString() where value.Length > 0 select KeyValuePair.Create(name, value)],
        body.Length <= maxBodyBytes ? body : null);

    public byte[] Write()
    {
        var writer = new JournalWriter();
        writer.Byte(Version);
        writer.Bytes(Request);
        writer.Varint((ulong)Status);
        writer.Varint((ulong)Headers.Count);
        foreach (var (name, value) in Headers)
        {
            writer.Text(name);
            writer.Text(value);
        }

        writer.Byte(Body is null ? (byte)0 : (byte)1);
        writer.Bytes(Body);
        return writer.Written.ToArray();
    }

    /// <exception cref="InvalidDataException">It is not of this form.</exception>
    public static KeptAnswer Read(ReadOnlySpan<byte> written)
    {
        var reader = new JournalReader(written);
        if (reader.Byte() is var version && version != Version)
        {
            throw new InvalidDataException($"A kept answer has the format version {version}; this collector reads {Version}.");
        }

        var request = reader.Bytes(SHA256.HashSizeInBytes).ToArray();
        var status = (int)reader.Varint();
        var headers = new KeyValuePair<string, string>[reader.Count()];
        for (var i = 0; i < headers.Length; i++)
        {
            headers[i] = KeyValuePair.Create(reader.Text(), reader.Text());
        }

        return new KeptAnswer(request, status, headers, reader.Byte() == 0 ? null : reader.Rest().ToArray());
    }
}
