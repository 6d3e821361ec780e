using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.Collector.Querying;

/// <summary>Reads a row (key, block, users, accounts, uses).</summary>
internal static class WeekActivityReader
{
    public static WeekActivity Read(RowBinaryReader row) =>
        new(row.ReadString(), row.ReadUInt8(), (long)row.ReadUInt64(), (long)row.ReadUInt64(), (long)row.ReadUInt64());
}
