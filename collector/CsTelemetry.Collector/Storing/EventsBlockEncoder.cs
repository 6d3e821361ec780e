using System.Text;
using CsTelemetry.ClickHouse.Native;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Lays a frozen batch out as one Native block of the table `events`. The same batch always gives the same bytes,
/// which is what makes its deduplication token true. One user at a time; the block lives until the next one.
/// </summary>
internal sealed class EventsBlockEncoder(ulong walId) : IDisposable
{
    private const int ColumnCount = 22;
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private readonly NativeBlockWriter _writer = new();
    private readonly Dictionary<string, byte[]> _utf8 = new(StringComparer.Ordinal);

    /// <summary>Encodes the rows of one month, or of all.</summary>
    public NativeBlock Encode(FrozenBatch frozen, int? month = null)
    {
        _utf8.Clear();
        var rows = frozen.Rows(month).ToList();
        _writer.BeginBlock(ColumnCount, rows.Count);
        Text("tenant", rows, row => row.Batch.Identity.Tenant);
        Text("account_id", rows, row => row.Event.AccountId);
        Enum("kind", rows, row => (sbyte)row.Event.Kind);
        Text("feature", rows, row => row.Event.Feature);
        Days(rows);
        Text("user_id", rows, row => row.Event.UserId);
        Text("session_id", rows, row => row.Event.SessionId);
        Enum("platform", rows, row => (sbyte)row.Event.Platform);
        Enum("actor_kind", rows, row => (sbyte)row.Event.ActorKind);
        Number("quantity", rows, row => row.Event.Quantity);
        Measures(rows);
        Number("duration_ms", rows, row => row.Event.DurationMilliseconds);
        Time("occurred_at", rows, row => row.Event.OccurredAt);
        Time("received_at", rows, row => row.Batch.ReceivedAt);
        Text("application", rows, row => row.Batch.Source.Application);
        Text("environment", rows, row => row.Batch.Source.Environment);
        Text("sdk", rows, row => row.Batch.Source.Sdk);
        Properties(rows);
        Number("client_instance_id", rows, row => row.Batch.Identity.ClientInstanceId);
        Number("sequence", rows, row => row.Event.Sequence);
        Origin(rows.Count, (ulong)frozen.Range.First);
        return _writer.EndBlock();
    }

    public void Dispose() => _writer.Dispose();

    private void Text(string name, List<(JournaledBatch Batch, UsageEvent Event)> rows, Func<(JournaledBatch Batch, UsageEvent Event), string> select)
    {
        _writer.BeginColumn(name, NativeType.String);
        foreach (var row in rows)
        {
            _writer.WriteString(Utf8(select(row)));
        }
    }

    private void Enum(string name, List<(JournaledBatch Batch, UsageEvent Event)> rows, Func<(JournaledBatch Batch, UsageEvent Event), sbyte> select)
    {
        _writer.BeginColumn(name, NativeType.Int8);
        foreach (var row in rows)
        {
            _writer.WriteInt8(select(row));
        }
    }

    private void Number(string name, List<(JournaledBatch Batch, UsageEvent Event)> rows, Func<(JournaledBatch Batch, UsageEvent Event), ulong> select)
    {
        _writer.BeginColumn(name, NativeType.UInt64);
        foreach (var row in rows)
        {
            _writer.WriteUInt64(select(row));
        }
    }

    private void Time(string name, List<(JournaledBatch Batch, UsageEvent Event)> rows, Func<(JournaledBatch Batch, UsageEvent Event), DateTimeOffset> select)
    {
        _writer.BeginColumn(name, NativeType.DateTime64);
        foreach (var row in rows)
        {
            _writer.WriteDateTime64(select(row).ToUnixTimeMilliseconds());
        }
    }

    private void Days(List<(JournaledBatch Batch, UsageEvent Event)> rows)
    {
        _writer.BeginColumn("day", NativeType.Date);
        foreach (var row in rows)
        {
            _writer.WriteDate((ushort)(row.Event.Day.DayNumber - Epoch));
        }
    }

    private void Measures(List<(JournaledBatch Batch, UsageEvent Event)> rows)
    {
        _writer.BeginColumn("value", NativeType.Float64);
        foreach (var row in rows)
        {
            _writer.WriteFloat64(row.Event.Value);
        }
    }

    private void Properties(List<(JournaledBatch Batch, UsageEvent Event)> rows)
    {
        _writer.BeginColumn("properties", NativeType.MapOfStrings);
        foreach (var row in rows)
        {
            _writer.WriteMapSize(row.Event.Properties.Count);
        }

        foreach (var property in rows.SelectMany(row => row.Event.Properties))
        {
            _writer.WriteMapKey(Utf8(property.Key));
        }

        foreach (var property in rows.SelectMany(row => row.Event.Properties))
        {
            _writer.WriteMapValue(Utf8(property.Value));
        }
    }

    private void Origin(int count, ulong batch)
    {
        _writer.BeginColumn("wal_id", NativeType.UInt64);
        for (var i = 0; i < count; i++)
        {
            _writer.WriteUInt64(walId);
        }

        _writer.BeginColumn("wal_batch", NativeType.UInt64);
        for (var i = 0; i < count; i++)
        {
            _writer.WriteUInt64(batch);
        }
    }

    private byte[] Utf8(string text)
    {
        if (!_utf8.TryGetValue(text, out var bytes))
        {
            bytes = Encoding.UTF8.GetBytes(text);
            _utf8.Add(text, bytes);
        }

        return bytes;
    }
}
