using System.Text;
using CsTelemetry.ClickHouse.Native;

namespace CsTelemetry.ClickHouse.Tests.Servers;

/// <summary>Writes blocks of made-up events with all columns of the table.</summary>
internal static class EventBlocks
{
    private const int ColumnCount = 22;
    private const long FirstMoment = 1_750_000_000_000;
    private const int FirstDay = 20_254;

    /// <summary>Writes rows whose kinds go round, unless one is named; day <c>i % days</c>.</summary>
    internal static NativeBlock Write(NativeBlockWriter writer, int rows, ulong walBatch = 1, int days = 2, sbyte? kind = null)
    {
        writer.BeginBlock(ColumnCount, rows);
        Text(writer, "tenant", rows, _ => "acme");
        Text(writer, "account_id", rows, i => $"account-{i % 7}");
        Numbers(writer, "kind", rows, i => kind ?? (sbyte)(1 + (i % 11)));
        Text(writer, "feature", rows, i => i % 3 == 0 ? "" : $"feature.{i % 5}");
        writer.BeginColumn("day", NativeType.Date);
        Each(rows, i => writer.WriteDate((ushort)(FirstDay - (i % days))));
        Text(writer, "user_id", rows, i => $"user-{i % 13}");
        Text(writer, "session_id", rows, i => $"session-{i / 10}");
        Numbers(writer, "platform", rows, i => (sbyte)(i % 6));
        Numbers(writer, "actor_kind", rows, i => (sbyte)(1 + (i % 3)));
        UInt64s(writer, "quantity", rows, i => 1 + ((ulong)i % 4));
        writer.BeginColumn("value", NativeType.Float64);
        Each(rows, i => writer.WriteFloat64(i * 0.5));
        UInt64s(writer, "duration_ms", rows, i => (ulong)i % 1000);
        Moments(writer, "occurred_at", rows, 0);
        Moments(writer, "received_at", rows, 250);
        Text(writer, "application", rows, _ => "web");
        Text(writer, "environment", rows, _ => "production");
        Text(writer, "sdk", rows, _ => "cstelemetry-dotnet/0.1.0");
        Properties(writer, rows);
        UInt64s(writer, "client_instance_id", rows, _ => 0xFEDCBA9876543210);
        UInt64s(writer, "sequence", rows, i => walBatch + (ulong)i);
        UInt64s(writer, "wal_id", rows, _ => 7);
        UInt64s(writer, "wal_batch", rows, _ => walBatch);
        return writer.EndBlock();
    }

    private static void Properties(NativeBlockWriter writer, int rows)
    {
        writer.BeginColumn("properties", NativeType.MapOfStrings);
        Each(rows, i => writer.WriteMapSize(i % 3));
        Each(rows, i => Each(i % 3, pair => writer.WriteMapKey(pair == 0 ? "plan"u8 : "role"u8)));
        Each(rows, i => Each(i % 3, pair => writer.WriteMapValue(Encoding.UTF8.GetBytes($"{pair}-{i}"))));
    }

    private static void Text(NativeBlockWriter writer, string name, int rows, Func<int, string> value)
    {
        writer.BeginColumn(name, NativeType.String);
        Each(rows, i => writer.WriteString(Encoding.UTF8.GetBytes(value(i))));
    }

    private static void Numbers(NativeBlockWriter writer, string name, int rows, Func<int, sbyte> value)
    {
        writer.BeginColumn(name, NativeType.Int8);
        Each(rows, i => writer.WriteInt8(value(i)));
    }

    private static void UInt64s(NativeBlockWriter writer, string name, int rows, Func<int, ulong> value)
    {
        writer.BeginColumn(name, NativeType.UInt64);
        Each(rows, i => writer.WriteUInt64(value(i)));
    }

    private static void Moments(NativeBlockWriter writer, string name, int rows, long offset)
    {
        writer.BeginColumn(name, NativeType.DateTime64);
        Each(rows, i => writer.WriteDateTime64(FirstMoment + offset + i));
    }

    private static void Each(int count, Action<int> action)
    {
        for (var i = 0; i < count; i++)
        {
            action(i);
        }
    }
}
