using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;

namespace CsTelemetry.Collector.Storing;

/// <summary>
/// Takes the rows of a block apart into columns, in the order of the log, in one pass: the order of the block then jumps
/// about in small arrays of numbers, and not among the events. Kept from block to block. Not thread-safe.
/// </summary>
internal sealed class EventColumns
{
    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>Gets the strings of those columns that rows are ordered by, one table each.</summary>
    public Utf8Table Tenants { get; } = new();

    public Utf8Table Accounts { get; } = new();

    public Utf8Table Features { get; } = new();

    public Utf8Table Users { get; } = new();

    /// <summary>Gets all other strings.</summary>
    public Utf8Table Texts { get; } = new();

    public List<BatchColumns> Batches { get; } = [];

    /// <summary>Gets the numbers of the properties' keys and values in turn.</summary>
    public List<int> PropertyTexts { get; } = [];

    public int Count { get; private set; }

    public int[] Batch { get; private set; } = [];

    public int[] Tenant { get; private set; } = [];

    public int[] Account { get; private set; } = [];

    public int[] Kind { get; private set; } = [];

    public int[] Feature { get; private set; } = [];

    public int[] Day { get; private set; } = [];

    public int[] User { get; private set; } = [];

    public int[] Session { get; private set; } = [];

    public int[] Platform { get; private set; } = [];

    public int[] ActorKind { get; private set; } = [];

    public ulong[] Quantity { get; private set; } = [];

    public double[] Value { get; private set; } = [];

    public ulong[] Duration { get; private set; } = [];

    public long[] OccurredAt { get; private set; } = [];

    public ulong[] Sequence { get; private set; } = [];

    public int[] FirstProperty { get; private set; } = [];

    public int[] PropertyCount { get; private set; } = [];

    public void Fill(FrozenBatch frozen, int? month)
    {
        MakeRoom(frozen.CountOf(month));
        JournaledBatch? last = null;
        foreach (var (batch, stored) in frozen.Rows(month))
        {
            if (!ReferenceEquals(batch, last))
            {
                Begin(batch);
                last = batch;
            }

            Add(Count++, stored);
        }
    }

    public void Clear()
    {
        Count = 0;
        Batches.Clear();
        PropertyTexts.Clear();
        foreach (var table in (Utf8Table[])[Tenants, Accounts, Features, Users, Texts])
        {
            table.Clear();
        }
    }

    private void Begin(JournaledBatch batch) => Batches.Add(new BatchColumns(
        Tenants.NumberOf(batch.Identity.Tenant),
        batch.ReceivedAt.ToUnixTimeMilliseconds(),
        Texts.NumberOf(batch.Source.Application),
        Texts.NumberOf(batch.Source.Environment),
        Texts.NumberOf(batch.Source.Sdk),
        batch.Identity.ClientInstanceId));

    private void Add(int row, UsageEvent stored)
    {
        Batch[row] = Batches.Count - 1;
        Tenant[row] = Batches[^1].Tenant;
        Account[row] = Accounts.NumberOf(stored.AccountId);
        Kind[row] = (int)stored.Kind;
        Feature[row] = Features.NumberOf(stored.Feature);
        Day[row] = stored.Day.DayNumber - Epoch;
        User[row] = Users.NumberOf(stored.UserId);
        Session[row] = Texts.NumberOf(stored.SessionId);
        Platform[row] = (int)stored.Platform;
        ActorKind[row] = (int)stored.ActorKind;
        Quantity[row] = stored.Quantity;
        Value[row] = stored.Value;
        Duration[row] = stored.DurationMilliseconds;
        OccurredAt[row] = stored.OccurredAt.ToUnixTimeMilliseconds();
        Sequence[row] = stored.Sequence;
        FirstProperty[row] = PropertyTexts.Count;
        PropertyCount[row] = stored.Properties.Count;
        for (var i = 0; i < stored.Properties.Count; i++)
        {
            PropertyTexts.Add(Texts.NumberOf(stored.Properties[i].Key));
            PropertyTexts.Add(Texts.NumberOf(stored.Properties[i].Value));
        }
    }

    private void MakeRoom(int rows)
    {
        if (rows <= Batch.Length)
        {
            return;
        }

        (Batch, Tenant, Account, Kind, Feature, Day, User) = (new int[rows], new int[rows], new int[rows], new int[rows], new int[rows], new int[rows], new int[rows]);
        (Session, Platform, ActorKind, FirstProperty, PropertyCount) = (new int[rows], new int[rows], new int[rows], new int[rows], new int[rows]);
        (Quantity, Duration, Sequence) = (new ulong[rows], new ulong[rows], new ulong[rows]);
        (Value, OccurredAt) = (new double[rows], new long[rows]);
    }
}
