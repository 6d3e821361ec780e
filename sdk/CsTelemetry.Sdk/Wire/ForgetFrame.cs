using System.Text;

namespace CsTelemetry.Wire;

/// <summary>Writes a ForgetRequest as a gRPC frame, and reads its answer.</summary>
internal static class ForgetFrame
{
    private const byte User = (1 << 3) | 2;
    private const byte Account = (2 << 3) | 2;
    private const int MostBytes = BatchFrame.GrpcHeaderBytes + (2 * (3 + EventRules.MaxStringBytes));
    private const int MostReceiptBytes = 1024;

    /// <summary>Writes the order; null when an id is missing, too long or not Unicode.</summary>
    public static byte[]? TryWrite(string? userId, string? accountId)
    {
        if (string.IsNullOrEmpty(userId))
        {
            return null;
        }

        var frame = new byte[MostBytes];
        var writer = new ProtoWriter(frame.AsSpan(BatchFrame.GrpcHeaderBytes));
        if (!writer.TryString(User, userId!, EventRules.MaxStringBytes)
            || !(string.IsNullOrEmpty(accountId) || writer.TryString(Account, accountId!, EventRules.MaxStringBytes)))
        {
            return null;
        }

        Array.Resize(ref frame, BatchFrame.GrpcHeaderBytes + writer.Position);
        BatchFrame.WriteGrpcHeader(frame, writer.Position, compressed: false);
        return frame;
    }

    /// <summary>Reads the receipt of a ForgetResponse; null when there is none.</summary>
    public static string? ReadReceipt(ReadOnlySpan<byte> response)
    {
        var reader = new ProtoReader(response);
        ReadOnlySpan<byte> receipt = default;
        while (!reader.AtEnd)
        {
            if (!reader.TryTag(out var field, out var wire) || !(field == 1 && wire == 2 ? reader.TryBytes(out receipt) : reader.TrySkip(wire)))
            {
                return null;
            }
        }

        return receipt.IsEmpty || receipt.Length > MostReceiptBytes ? null : Encoding.UTF8.GetString(receipt.ToArray());
    }
}
