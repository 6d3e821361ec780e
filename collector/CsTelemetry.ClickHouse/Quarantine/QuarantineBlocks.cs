using System.Text;
using CsTelemetry.ClickHouse.Native;

namespace CsTelemetry.ClickHouse.Quarantine;

/// <summary>Lays rows of the quarantine out as Native blocks: the same rows always give the same bytes.</summary>
internal static class QuarantineBlocks
{
    private const int EventColumnCount = 18;
    private const int ReplayColumnCount = 10;

    public static NativeBlock Events(NativeBlockWriter writer, IReadOnlyList<QuarantinedEvent> rows)
    {
        writer.BeginBlock(EventColumnCount, rows.Count);
        Text(writer, "tenant", rows, row => row.Tenant);
        Times(writer, "received_at", rows, row => row.ReceivedAt);
        Enums(writer, "origin", rows, row => (sbyte)row.Origin);
        Text(writer, "code", rows, row => row.Code);
        Text(writer, "message", rows, row => row.Message);
        Numbers(writer, "client_instance_id", rows, row => row.ClientInstanceId);
        Numbers(writer, "batch_sequence", rows, row => row.BatchSequence);
        Small(writer, "event_index", rows, row => (uint)row.Id.EventIndex);
        Text(writer, "account_id", rows, row => row.AccountId);
        Text(writer, "user_id", rows, row => row.UserId);
        writer.BeginColumn("event", NativeType.String);
        foreach (var row in rows)
        {
            writer.WriteString(row.Event.Span);
        }

        Text(writer, "sdk", rows, row => row.Source.Sdk);
        Text(writer, "application", rows, row => row.Source.Application);
        Text(writer, "application_version", rows, row => row.Source.ApplicationVersion);
        Text(writer, "environment", rows, row => row.Source.Environment);
        Numbers(writer, "wal_id", rows, row => row.Id.WalId);
        Numbers(writer, "wal_batch", rows, row => (ulong)row.WalBatch);
        Numbers(writer, "wal_sequence", rows, row => (ulong)row.Id.WalSequence);
        return writer.EndBlock();
    }

    public static NativeBlock Replays(NativeBlockWriter writer, string tenant, IReadOnlyList<(QuarantineId Id, QuarantineReplay Replay)> rows)
    {
        writer.BeginBlock(ReplayColumnCount, rows.Count);
        Text(writer, "tenant", rows, _ => tenant);
        Numbers(writer, "wal_id", rows, row => row.Id.WalId);
        Numbers(writer, "wal_sequence", rows, row => (ulong)row.Id.WalSequence);
        Small(writer, "event_index", rows, row => (uint)row.Id.EventIndex);
        Enums(writer, "state", rows, row => (sbyte)row.Replay.State);
        Small(writer, "attempts", rows, row => (uint)row.Replay.Attempts);
        Times(writer, "replayed_at", rows, row => row.Replay.At);
        Numbers(writer, "batch_sequence", rows, row => row.Replay.BatchSequence);
        Text(writer, "message", rows, row => row.Replay.Message);

        // A replay that was accepted stands, whatever else is written of it.
        Numbers(writer, "version", rows, row => row.Replay.State == ReplayState.Replayed ? ulong.MaxValue : (ulong)row.Replay.Attempts);
        return writer.EndBlock();
    }

    private static void Text<T>(NativeBlockWriter writer, string name, IReadOnlyList<T> rows, Func<T, string> select)
    {
        writer.BeginColumn(name, NativeType.String);
        foreach (var row in rows)
        {
            writer.WriteString(Encoding.UTF8.GetBytes(select(row)));
        }
    }

    private static void Times<T>(NativeBlockWriter writer, string name, IReadOnlyList<T> rows, Func<T, DateTimeOffset> select)
    {
        writer.BeginColumn(name, NativeType.DateTime64);
        foreach (var row in rows)
        {
            writer.WriteDateTime64(select(row).ToUnixTimeMilliseconds());
        }
    }

    private static void Enums<T>(NativeBlockWriter writer, string name, IReadOnlyList<T> rows, Func<T, sbyte> select)
    {
        writer.BeginColumn(name, NativeType.Int8);
        foreach (var row in rows)
        {
            writer.WriteInt8(select(row));
        }
    }

    private static void Numbers<T>(NativeBlockWriter writer, string name, IReadOnlyList<T> rows, Func<T, ulong> select)
    {
        writer.BeginColumn(name, NativeType.UInt64);
        foreach (var row in rows)
        {
            writer.WriteUInt64(select(row));
        }
    }

    private static void Small<T>(NativeBlockWriter writer, string name, IReadOnlyList<T> rows, Func<T, uint> select)
    {
        writer.BeginColumn(name, NativeType.UInt32);
        foreach (var row in rows)
        {
            writer.WriteUInt32(select(row));
        }
    }
}
