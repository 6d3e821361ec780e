using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Takes events from their bytes in the log apart into columns, in the order of the log: there is no object per event, and
/// the order of the block then jumps about in small arrays of numbers. Kept from block to block. Not thread-safe.
/// </summary>
internal sealed class EventColumns
{
    private const long DayMilliseconds = 24 * 60 * 60 * 1000;
    private const int FirstRows = 1024;

    private readonly byte[] _scratch = new byte[WireProperty.MaxNumberBytes];

    /// <summary>Gets the strings of those columns that rows are ordered by, one table each.</summary>
    public Utf8Table Tenants { get; } = new();

    public Utf8Table Accounts { get; } = new();

    public Utf8Table Features { get; } = new();

    public Utf8Table Users { get; } = new();

    /// <summary>Gets all other strings that come again and again.</summary>
    public Utf8Table Texts { get; } = new();

    /// <summary>Gets the properties' values, which mostly do not.</summary>
    public Utf8Heap PropertyValues { get; } = new();

    public List<BatchColumns> Batches { get; } = [];

    /// <summary>Gets the numbers of the properties' keys in <see cref="Texts"/>.</summary>
    public List<int> PropertyKeys { get; } = [];

    public int Count { get; private set; }

    /// <summary>Gets how many bytes of strings the rows have.</summary>
    public long TextBytes { get; private set; }

    public int[] Batch { get; private set; } = new int[FirstRows];

    public int[] Tenant { get; private set; } = new int[FirstRows];

    public int[] Account { get; private set; } = new int[FirstRows];

    public int[] Kind { get; private set; } = new int[FirstRows];

    public int[] Feature { get; private set; } = new int[FirstRows];

    /// <summary>Gets the days since 1970.</summary>
    public int[] Day { get; private set; } = new int[FirstRows];

    public int[] User { get; private set; } = new int[FirstRows];

    public int[] Session { get; private set; } = new int[FirstRows];

    public int[] Platform { get; private set; } = new int[FirstRows];

    public int[] ActorKind { get; private set; } = new int[FirstRows];

    public ulong[] Quantity { get; private set; } = new ulong[FirstRows];

    public double[] Value { get; private set; } = new double[FirstRows];

    public ulong[] Duration { get; private set; } = new ulong[FirstRows];

    public long[] OccurredAt { get; private set; } = new long[FirstRows];

    public ulong[] Sequence { get; private set; } = new ulong[FirstRows];

    public int[] FirstProperty { get; private set; } = new int[FirstRows];

    public int[] PropertyCount { get; private set; } = new int[FirstRows];

    /// <summary>Takes in the accepted events of a batch.</summary>
    /// <param name="record">The batch.</param>
    /// <param name="month">Only those of this month (year · 100 + month); all of them if null.</param>
    /// <exception cref="InvalidDataException">The record holds no request.</exception>
    public void Add(in BatchRecord record, int? month = null)
    {
        var batch = WireBatch.Read(record.Request);
        if (batch.EventCount != record.Head.EventCount)
        {
            throw new InvalidDataException($"A journal record announces {record.Head.EventCount} events and has {batch.EventCount}.");
        }

        Begin(record.Head, batch.Source);
        MakeRoom(Count + batch.EventCount);
        var rejected = record.Rejected.AsSpan();
        var events = batch.Events;
        for (var i = 0; events.MoveNext(); i++)
        {
            if (!rejected.IsEmpty && rejected[0].Index == i)
            {
                rejected = rejected[1..];
                continue;
            }

            var stored = WireEvent.Read(events.Message);
            var occurredAt = ClientTime.Corrected(stored.OccurredAt, record.Head.ClockCorrection);
            var day = (int)Math.Floor((double)occurredAt / DayMilliseconds) + (record.DayShifts.IsEmpty ? 0 : record.DayShifts[i]);
            if (month is null || Calendar.MonthOf(day) == month)
            {
                Add(Count++, stored, occurredAt, day);
            }
        }
    }

    /// <summary>Forgets the rows behind the first so many. Strings that only they had stay, and are no row's.</summary>
    public void Truncate(int count, long textBytes)
    {
        (Count, TextBytes) = (count, textBytes);
        Batches.RemoveRange(count == 0 ? 0 : Batch[count - 1] + 1, Batches.Count - (count == 0 ? 0 : Batch[count - 1] + 1));
        var properties = count == 0 ? 0 : FirstProperty[count - 1] + PropertyCount[count - 1];
        PropertyKeys.RemoveRange(properties, PropertyKeys.Count - properties);
        PropertyValues.Truncate(properties);
    }

    /// <summary>Keeps only some rows, in their order. What only the others had stays in the tables, and is no row's.</summary>
    public void Keep(Predicate<int> isKept)
    {
        var kept = 0;
        for (var row = 0; row < Count; row++)
        {
            if (isKept(row))
            {
                Move(row, kept++);
            }
        }

        Count = kept;
    }

    public void Clear()
    {
        (Count, TextBytes) = (0, 0);
        Batches.Clear();
        PropertyKeys.Clear();
        PropertyValues.Clear();
        foreach (var table in (Utf8Table[])[Tenants, Accounts, Features, Users, Texts])
        {
            table.Clear();
        }
    }

    private void Begin(in BatchHead head, WireSource source) => Batches.Add(new BatchColumns(
        Tenants.NumberOf(head.Identity.Tenant),
        head.ReceivedAt,
        Texts.NumberOf(source.Application),
        Texts.NumberOf(source.Environment),
        Texts.NumberOf(source.Sdk),
        head.Identity.ClientInstanceId));

    private void Add(int row, in WireEvent stored, long occurredAt, int day)
    {
        Batch[row] = Batches.Count - 1;
        Tenant[row] = Batches[^1].Tenant;
        Account[row] = Accounts.NumberOf(stored.AccountId);
        Kind[row] = (int)stored.Kind;
        Feature[row] = Features.NumberOf(stored.Feature);
        Day[row] = day;
        User[row] = Users.NumberOf(stored.UserId);
        Session[row] = Texts.NumberOf(stored.SessionId);
        Platform[row] = (int)stored.Platform;
        ActorKind[row] = (int)stored.ActorKind;
        Quantity[row] = stored.Quantity;
        Value[row] = stored.Value;
        Duration[row] = stored.DurationMilliseconds;
        OccurredAt[row] = occurredAt;
        Sequence[row] = stored.Sequence;
        FirstProperty[row] = PropertyKeys.Count;
        PropertyCount[row] = stored.PropertyCount;
        TextBytes += stored.AccountId.Length + stored.UserId.Length + stored.Feature.Length + stored.SessionId.Length;
        if (stored.PropertyCount > 0)
        {
            AddProperties(stored.Properties);
        }
    }

    private void Move(int from, int to)
    {
        (Batch[to], Tenant[to], Account[to], Kind[to]) = (Batch[from], Tenant[from], Account[from], Kind[from]);
        (Feature[to], Day[to], User[to], Session[to]) = (Feature[from], Day[from], User[from], Session[from]);
        (Platform[to], ActorKind[to], FirstProperty[to], PropertyCount[to]) = (Platform[from], ActorKind[from], FirstProperty[from], PropertyCount[from]);
        (Quantity[to], Value[to], Duration[to]) = (Quantity[from], Value[from], Duration[from]);
        (OccurredAt[to], Sequence[to]) = (OccurredAt[from], Sequence[from]);
    }

    private void AddProperties(WireProperties properties)
    {
        while (properties.MoveNext())
        {
            var value = properties.Current.ValueIn(_scratch);
            PropertyKeys.Add(Texts.NumberOf(properties.Current.Key));
            PropertyValues.Add(value);
            TextBytes += properties.Current.Key.Length + value.Length;
        }
    }

    private void MakeRoom(int rows)
    {
        if (rows <= Batch.Length)
        {
            return;
        }

        rows = Math.Max(rows, 2 * Batch.Length);
        (Batch, Tenant, Account, Kind, Feature, Day, User) =
            (Wider(Batch, rows), Wider(Tenant, rows), Wider(Account, rows), Wider(Kind, rows), Wider(Feature, rows), Wider(Day, rows), Wider(User, rows));
        (Session, Platform, ActorKind, FirstProperty, PropertyCount) =
            (Wider(Session, rows), Wider(Platform, rows), Wider(ActorKind, rows), Wider(FirstProperty, rows), Wider(PropertyCount, rows));
        (Quantity, Duration, Sequence) = (Wider(Quantity, rows), Wider(Duration, rows), Wider(Sequence, rows));
        (Value, OccurredAt) = (Wider(Value, rows), Wider(OccurredAt, rows));
    }

    private static T[] Wider<T>(T[] column, int rows)
    {
        Array.Resize(ref column, rows);
        return column;
    }
}
