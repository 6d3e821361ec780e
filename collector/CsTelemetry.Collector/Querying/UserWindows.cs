using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.Collector.Querying;

/// <summary>Active users in the three windows, and on how many (user, day) pairs of 28 days there was a value event.</summary>
internal readonly record struct UserWindows(long Dau, long Wau, long Mau, long UserDays)
{
    /// <summary>Gets mean daily DAU / MAU over the same 28 days; null when nobody was active.</summary>
    public double? Stickiness => Mau == 0 ? null : (double)UserDays / UsageSql.MonthDays / Mau;

    public static UserWindows Read(RowBinaryReader row) =>
        new((long)row.ReadUInt64(), (long)row.ReadUInt64(), (long)row.ReadUInt64(), (long)row.ReadUInt64());
}
