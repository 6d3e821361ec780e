using CsTelemetry.ClickHouse.Native;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Lays a frozen batch out as one Native block of the table `events`, its rows in the order of the rollup's key and, where
/// that is the same, of the log. The same batch always gives the same bytes, which is what makes its deduplication token
/// true. One user at a time; the block lives until the next one.
/// </summary>
/// <remarks>
/// Another version may lay the same rows out in another order: a batch that it pinned, sent again by this one, then has
/// the same token and other bytes. That is harmless. The server decides by the token alone, and what it takes or drops is
/// the same set of rows either way; the audit and its repairs count rows, too, and compare no bytes.
/// </remarks>
internal sealed class EventsBlockEncoder(ulong walId) : IDisposable
{
    private const int ColumnCount = 22;

    private readonly NativeBlockWriter _writer = new();
    private readonly RowOrder _order = new();
    private EventColumns _columns = new();

    /// <summary>Encodes rows.</summary>
    /// <param name="range">The range of the log that they come from.</param>
    /// <param name="columns">The rows, at least one; they are put in order, so each is encoded once.</param>
    public NativeBlock Encode(FrozenRange range, EventColumns columns)
    {
        _columns = columns;
        _writer.BeginBlock(ColumnCount, columns.Count);
        Order();
        return Write((ulong)range.First);
    }

    /// <summary>Encodes some of the rows as they are, to see whether the store takes them. May be repeated with the same columns.</summary>
    /// <param name="range">The range of the log that they come from.</param>
    /// <param name="columns">The rows.</param>
    /// <param name="chosen">Which of them, at least one.</param>
    public NativeBlock EncodeRows(FrozenRange range, EventColumns columns, ReadOnlySpan<int> chosen)
    {
        _columns = columns;
        _writer.BeginBlock(ColumnCount, chosen.Length);
        _order.Take(chosen);
        return Write((ulong)range.First);
    }

    public void Dispose() => _writer.Dispose();

    // ClickHouse would sort the rows itself, column by column of strings, and twice: for the raw table and for the rollup.
    // Here each string is compared once for all its rows.
    private void Order()
    {
        var rows = _columns.Count;
        _columns.Tenants.SortByBytes(_columns.Tenant.AsSpan(0, rows));
        _columns.Accounts.SortByBytes(_columns.Account.AsSpan(0, rows));
        _columns.Features.SortByBytes(_columns.Feature.AsSpan(0, rows));
        _columns.Users.SortByBytes(_columns.User.AsSpan(0, rows));
        _order.Reset(rows);
        foreach (var column in (int[][])[_columns.ActorKind, _columns.Platform, _columns.User, _columns.Day, _columns.Feature, _columns.Kind, _columns.Account, _columns.Tenant])
        {
            _order.By(column.AsSpan(0, rows));
        }
    }

    private NativeBlock Write(ulong batch)
    {
        Text("tenant", _columns.Tenants, _columns.Tenant);
        Text("account_id", _columns.Accounts, _columns.Account);
        Enum("kind", _columns.Kind);
        Text("feature", _columns.Features, _columns.Feature);
        Days();
        Text("user_id", _columns.Users, _columns.User);
        Text("session_id", _columns.Texts, _columns.Session);
        Enum("platform", _columns.Platform);
        Enum("actor_kind", _columns.ActorKind);
        Number("quantity", _columns.Quantity);
        Measures();
        Number("duration_ms", _columns.Duration);
        Times();
        ReceivedTimes();
        BatchText("application", common => common.Application);
        BatchText("environment", common => common.Environment);
        BatchText("sdk", common => common.Sdk);
        Properties();
        Clients();
        Number("sequence", _columns.Sequence);
        Constant("wal_id", walId);
        Constant("wal_batch", batch);
        return _writer.EndBlock();
    }

    private void Text(string name, Utf8Table texts, int[] numbers)
    {
        _writer.BeginColumn(name, NativeType.String);
        foreach (var row in _order.Rows)
        {
            _writer.WriteString(texts.BytesOf(numbers[row]));
        }
    }

    private void BatchText(string name, Func<BatchColumns, int> select)
    {
        _writer.BeginColumn(name, NativeType.String);
        foreach (var row in _order.Rows)
        {
            _writer.WriteString(_columns.Texts.BytesOf(select(_columns.Batches[_columns.Batch[row]])));
        }
    }

    private void Enum(string name, int[] values)
    {
        _writer.BeginColumn(name, NativeType.Int8);
        foreach (var row in _order.Rows)
        {
            _writer.WriteInt8((sbyte)values[row]);
        }
    }

    private void Number(string name, ulong[] values)
    {
        _writer.BeginColumn(name, NativeType.UInt64);
        foreach (var row in _order.Rows)
        {
            _writer.WriteUInt64(values[row]);
        }
    }

    private void Constant(string name, ulong value)
    {
        _writer.BeginColumn(name, NativeType.UInt64);
        for (var i = 0; i < _order.Rows.Length; i++)
        {
            _writer.WriteUInt64(value);
        }
    }

    private void Days()
    {
        _writer.BeginColumn("day", NativeType.Date);
        foreach (var row in _order.Rows)
        {
            _writer.WriteDate((ushort)_columns.Day[row]);
        }
    }

    private void Measures()
    {
        _writer.BeginColumn("value", NativeType.Float64);
        foreach (var row in _order.Rows)
        {
            _writer.WriteFloat64(_columns.Value[row]);
        }
    }

    private void Times()
    {
        _writer.BeginColumn("occurred_at", NativeType.DateTime64);
        foreach (var row in _order.Rows)
        {
            _writer.WriteDateTime64(_columns.OccurredAt[row]);
        }
    }

    private void ReceivedTimes()
    {
        _writer.BeginColumn("received_at", NativeType.DateTime64);
        foreach (var row in _order.Rows)
        {
            _writer.WriteDateTime64(_columns.Batches[_columns.Batch[row]].ReceivedAt);
        }
    }

    private void Clients()
    {
        _writer.BeginColumn("client_instance_id", NativeType.UInt64);
        foreach (var row in _order.Rows)
        {
            _writer.WriteUInt64(_columns.Batches[_columns.Batch[row]].ClientInstanceId);
        }
    }

    private void Properties()
    {
        _writer.BeginColumn("properties", NativeType.MapOfStrings);
        foreach (var row in _order.Rows)
        {
            _writer.WriteMapSize(_columns.PropertyCount[row]);
        }

        foreach (var row in _order.Rows)
        {
            for (var i = 0; i < _columns.PropertyCount[row]; i++)
            {
                _writer.WriteMapKey(_columns.Texts.BytesOf(_columns.PropertyKeys[_columns.FirstProperty[row] + i]));
            }
        }

        foreach (var row in _order.Rows)
        {
            for (var i = 0; i < _columns.PropertyCount[row]; i++)
            {
                _writer.WriteMapValue(_columns.PropertyValues.BytesOf(_columns.FirstProperty[row] + i));
            }
        }
    }
}
