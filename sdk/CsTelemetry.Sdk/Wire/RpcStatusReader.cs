using System.Text;

namespace CsTelemetry.Wire;

/// <summary>Reads code and message of a google.rpc.Status from bytes that nobody vouches for.</summary>
internal static class RpcStatusReader
{
    private const int MostMessageBytes = 2048;

    /// <summary>Reads them; null when the bytes are no such message.</summary>
    public static (long Code, string Message)? Read(ReadOnlySpan<byte> status)
    {
        var reader = new ProtoReader(status);
        ulong code = 0;
        ReadOnlySpan<byte> message = default;
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out var field, out var wire))
            {
                return null;
            }

            var read = (field, wire) switch
            {
                (1, 0) => reader.TryVarint(out code),
                (2, 2) => reader.TryBytes(out message),
                _ => reader.TrySkip(wire),
            };
            if (!read)
            {
                return null;
            }
        }

        var kept = message.Slice(0, Math.Min(message.Length, MostMessageBytes));
        return ((long)code, Encoding.UTF8.GetString(kept.ToArray()));
    }
}
