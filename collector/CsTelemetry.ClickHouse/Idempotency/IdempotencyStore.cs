using System.Globalization;
using System.Text;
using CsTelemetry.ClickHouse.Native;

namespace CsTelemetry.ClickHouse.Idempotency;

/// <summary>Keeps what calls were answered with, and who is about to change what, for all collectors of a store. Thread-safe; errors are <see cref="ClickHouseException"/>.</summary>
public sealed class IdempotencyStore(ClickHouseClient client)
{
    private const string Table = "idempotency";
    private const int ColumnCount = 7;
    private const int MaxBlockBytes = 32 * 1024 * 1024;
    private const long MaxResponseBytes = 64L * 1024 * 1024;

    /// <summary>Writes how far an attempt has come. Written again, it is the same.</summary>
    public async Task WriteAsync(IdempotencyEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var writer = new NativeBlockWriter(MaxBlockBytes);
        var token = string.Create(CultureInfo.InvariantCulture, $"{entry.Call}-{entry.Attempt:x16}-{(int)entry.Kind}");
        await client.InsertNativeAsync(Table, Block(writer, entry), token, cancellationToken);
    }

    /// <summary>Lists the attempts of a call that were answered, the first of them first, then those that are being made.</summary>
    /// <param name="tenant">Whose call.</param>
    /// <param name="call">Names it.</param>
    /// <param name="since">Only what was written after this moment.</param>
    /// <param name="aliveSince">Attempts that were begun up to this moment, and have said no more, have died.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<List<IdempotencyEntry>> AttemptsAsync(string tenant, string call, DateTimeOffset since, DateTimeOffset aliveSince, CancellationToken cancellationToken) =>
        client.QueryAsync(
            new ClickHouseQuery(IdempotencySql.Attempts)
            {
                Parameters = new() { { "tenant", tenant }, { "call", call }, { "since", since }, { "alive_since", aliveSince } },
                MaxResponseBytes = MaxResponseBytes,
            },
            row => new IdempotencyEntry(
                tenant, call, row.ReadUInt64(), row.ReadUInt64(), (IdempotencyKind)row.ReadInt8(), row.ReadDateTime64(), row.ReadBytes().ToArray()),
            cancellationToken);

    private static NativeBlock Block(NativeBlockWriter writer, IdempotencyEntry entry)
    {
        writer.BeginBlock(ColumnCount, 1);
        writer.BeginColumn("tenant", NativeType.String);
        writer.WriteString(Encoding.UTF8.GetBytes(entry.Tenant));
        writer.BeginColumn("call_sha256", NativeType.String);
        writer.WriteString(Encoding.UTF8.GetBytes(entry.Call));
        writer.BeginColumn("attempt", NativeType.UInt64);
        writer.WriteUInt64(entry.Attempt);
        writer.BeginColumn("wal_id", NativeType.UInt64);
        writer.WriteUInt64(entry.Log);
        writer.BeginColumn("kind", NativeType.Int8);
        writer.WriteInt8((sbyte)entry.Kind);
        writer.BeginColumn("recorded_at", NativeType.DateTime64);
        writer.WriteDateTime64(entry.RecordedAt.ToUnixTimeMilliseconds());
        writer.BeginColumn("sealed", NativeType.String);
        writer.WriteString(entry.Sealed.Span);
        return writer.EndBlock();
    }
}
