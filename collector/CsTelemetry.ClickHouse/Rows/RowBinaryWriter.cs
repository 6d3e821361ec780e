using System.Text;

namespace CsTelemetry.ClickHouse.Rows;

/// <summary>Writes rows as the format RowBinaryWithNames, for tables with columns that Native blocks of ours do not have. Not thread-safe.</summary>
internal sealed class RowBinaryWriter(Stream target) : IDisposable
{
    private static readonly int FirstDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private readonly BinaryWriter _writer = new(target, Encoding.UTF8, leaveOpen: true);

    public void Dispose() => _writer.Dispose();

    /// <summary>Writes the names of the columns: first, and once.</summary>
    public void Names(IReadOnlyList<string> columns) => Array(columns, Text);

    public void Text(string value)
    {
        // A String's length is the same varint that BinaryWriter puts before its strings.
        _writer.Write(value);
    }

    public void Int8(sbyte value) => _writer.Write(value);

    public void UInt8(byte value) => _writer.Write(value);

    public void UInt32(uint value) => _writer.Write(value);

    public void UInt64(ulong value) => _writer.Write(value);

    public void Float64(double value) => _writer.Write(value);

    public void Day(DateOnly value) => _writer.Write(checked((ushort)(value.DayNumber - FirstDay)));

    /// <summary>Writes a DateTime64(3).</summary>
    public void Moment(DateTimeOffset value) => _writer.Write(value.ToUnixTimeMilliseconds());

    /// <summary>Writes a DateTime64(6).</summary>
    public void FineMoment(DateTimeOffset value) => _writer.Write((value.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    public void Nullable<T>(T? value, Action<T> write)
        where T : struct
    {
        _writer.Write(value is null);
        if (value is { } known)
        {
            write(known);
        }
    }

    public void Array<T>(IReadOnlyList<T> values, Action<T> write)
    {
        _writer.Write7BitEncodedInt(values.Count);
        foreach (var value in values)
        {
            write(value);
        }
    }
}
