using System.Text;
using System.Text.Json;
using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Storing;

/// <summary>Collects from a range of the log what goes to quarantine: the same range always gives the same rows.</summary>
internal sealed class QuarantineRows(RangeFootprint footprint, ulong walId)
{
    /// <summary>How many rows one range may have; beyond, they are dropped and counted.</summary>
    public const int MaxRowCount = 20_000;

    /// <summary>How many bytes of events one range may have; beyond, they are dropped and counted.</summary>
    public const int MaxEventBytes = 32 * 1024 * 1024;

    private readonly Dictionary<int, ExcludedRow> _excluded = footprint.Excluded.ToDictionary(row => row.Row);
    private readonly List<QuarantinedEvent> _rows = [];
    private long _eventBytes;
    private int _accepted;

    public IReadOnlyList<QuarantinedEvent> Rows => _rows;

    /// <summary>Gets how many were over the limits.</summary>
    public int DroppedCount { get; private set; }

    /// <summary>Takes in one batch of the range; they must come in their order.</summary>
    public void Add(long sequence, in BatchRecord batch)
    {
        if (batch.Rejected.Length == 0 && _excluded.Count == 0)
        {
            return;
        }

        var rejected = batch.Rejected.AsSpan();
        var events = WireBatch.Read(batch.Request).Events;
        for (var i = 0; events.MoveNext(); i++)
        {
            if (!rejected.IsEmpty && rejected[0].Index == i)
            {
                AddRejected(sequence, batch, rejected[0], events.Message);
                rejected = rejected[1..];
            }
            else if (_excluded.TryGetValue(_accepted++, out var poison))
            {
                Add(sequence, batch, i, QuarantineOrigin.Poison, poison.Code, poison.Message, events.Message);
            }
        }
    }

    private void AddRejected(long sequence, in BatchRecord batch, RejectedIndex rejected, ReadOnlySpan<byte> message)
    {
        // Whoever is to be forgotten is not kept here either; and a replay that was rejected again is in quarantine already.
        if (rejected.Code != RejectionCode.Erased && batch.Head.Identity.ClientInstanceId != QuarantineReplay.ClientInstanceId)
        {
            var code = JsonNamingPolicy.SnakeCaseLower.ConvertName(rejected.Code.ToString());
            Add(sequence, batch, rejected.Index, QuarantineOrigin.Rejected, code, RejectionReasons.Of(rejected.Code), message);
        }
    }

    private void Add(long sequence, in BatchRecord batch, int index, QuarantineOrigin origin, string code, string reason, ReadOnlySpan<byte> message)
    {
        if (_rows.Count == MaxRowCount || _eventBytes + message.Length > MaxEventBytes)
        {
            DroppedCount++;
            return;
        }

        _eventBytes += message.Length;
        var sent = WireEvent.Read(message);
        _rows.Add(new QuarantinedEvent
        {
            Id = new QuarantineId(walId, sequence, index),
            WalBatch = footprint.Range.First,
            Tenant = batch.Head.Identity.Tenant,
            ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(batch.Head.ReceivedAt),
            Origin = origin,
            Code = code,
            Message = reason,
            ClientInstanceId = batch.Head.Identity.ClientInstanceId,
            BatchSequence = batch.Head.Identity.BatchSequence,
            AccountId = Encoding.UTF8.GetString(sent.AccountId),
            UserId = Encoding.UTF8.GetString(sent.UserId),
            Event = message.ToArray(),
            Source = SourceOf(WireBatch.Read(batch.Request).Source),
        });
    }

    private static QuarantineSource SourceOf(WireSource source) => new(
        Encoding.UTF8.GetString(source.Sdk),
        Encoding.UTF8.GetString(source.Application),
        Encoding.UTF8.GetString(source.ApplicationVersion),
        Encoding.UTF8.GetString(source.Environment));
}
