using System.Buffers.Binary;
using System.Security.Cryptography;
using CsTelemetry.ClickHouse.Quarantine;

namespace CsTelemetry.Collector.Quarantining;

/// <summary>
/// Names the batch that carries an event out of quarantine. The same attempt has the same name: if its answer was lost, the
/// memory of batches recognises the second try. Another attempt, after a change, is another batch.
/// </summary>
internal static class ReplayIdentity
{
    // | log id:8 | sequence:8 | index:4 | attempt:4 |   little-endian
    private const int Bytes = 24;

    /// <param name="id">The event.</param>
    /// <param name="attempt">From 1.</param>
    /// <returns>The batch's sequence, which is the event's, too; never 0.</returns>
    public static ulong Of(QuarantineId id, int attempt)
    {
        Span<byte> name = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt64LittleEndian(name, id.WalId);
        BinaryPrimitives.WriteInt64LittleEndian(name[8..], id.WalSequence);
        BinaryPrimitives.WriteInt32LittleEndian(name[16..], id.EventIndex);
        BinaryPrimitives.WriteInt32LittleEndian(name[20..], attempt);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, hash);
        return Math.Max(1, BinaryPrimitives.ReadUInt64LittleEndian(hash));
    }
}
