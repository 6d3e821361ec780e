using System.Globalization;
using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Wire;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>Turns the tests' own records into what the collector works on, by Google.Protobuf, and back.</summary>
internal static class Wired
{
    internal static byte[] Bytes(ReceivedBatch batch, long sentAt = 0) => Request(batch.Identity, batch.Source, batch.Events, sentAt).ToByteArray();

    internal static byte[] Bytes(UsageEvent sent) => Event(sent).ToByteArray();

    /// <summary>Writes the record of a batch as the collector would; each rejected event has its place and nothing in it.</summary>
    internal static byte[] Record(JournaledBatch batch)
    {
        var events = AllEvents([.. batch.Events.Select(stored => stored with { OccurredAt = Settled(stored) })], [.. batch.Rejected.Select(rejected => rejected.Index)]);
        var request = Request(batch.Identity, batch.Source, events, sentAt: 0).ToByteArray();
        using var buffer = BatchRecordBuffer.Rent(request.Length);
        request.CopyTo(buffer.Request);
        var head = new BatchHead(batch.Identity, batch.ReceivedAt.ToUnixTimeMilliseconds(), 0, IsBackfill: false, events.Count, batch.Events.Count);
        return buffer.Seal(head, [.. batch.Rejected.Select(rejected => new Rejection(rejected.Index, rejected.Code, ""))], Shifts(events)).ToArray();
    }

    internal static JudgedBatch Judged(ValidatedBatch batch) => new(
        batch.Identity,
        batch.Events.Count + batch.Rejections.Count,
        batch.Rejections,
        Record(new JournaledBatch(
            batch.Identity, batch.Source, batch.ReceivedAt, batch.Events, [.. batch.Rejections.Select(rejection => new RejectedIndex(rejection.Index, rejection.Code))])));

    /// <summary>Reads a record by Google.Protobuf.</summary>
    internal static JournaledBatch Batch(ReadOnlySpan<byte> bytes)
    {
        var record = BatchRecord.Read(bytes);
        var request = PublishRequest.Parser.ParseFrom(record.Request);
        var shifts = record.DayShifts.ToArray();
        var rejected = record.Rejected;
        return new JournaledBatch(
            record.Head.Identity,
            request.Resource is { } resource ? new EventSource(resource.Sdk, resource.Application, resource.ApplicationVersion, resource.Environment) : EventSource.Unknown,
            DateTimeOffset.FromUnixTimeMilliseconds(record.Head.ReceivedAt),
            [.. request.Events.Index().Where(one => !rejected.Any(other => other.Index == one.Index)).Select(one => Usage(one.Item, shifts.Length == 0 ? 0 : shifts[one.Index]))],
            rejected);
    }

    internal static WireEvent Read(byte[] message) => WireEvent.Read(message);

    internal static Event Event(UsageEvent sent)
    {
        var made = new Event
        {
            Kind = (Protocol.V1.EventKind)sent.Kind,
            Sequence = sent.Sequence,
            OccurredAtUnixMs = sent.OccurredAt.ToUnixTimeMilliseconds(),
            AccountId = sent.AccountId,
            UserId = sent.UserId,
            Feature = sent.Feature,
            SessionId = sent.SessionId,
            Platform = (Protocol.V1.Platform)sent.Platform,
            ActorKind = (Protocol.V1.ActorKind)sent.ActorKind,
            Quantity = sent.Quantity,
            Value = sent.Value,
            DurationMs = sent.DurationMilliseconds,
        };
        made.Properties.AddRange(sent.Properties.Select(Property));
        return made;
    }

    private static PublishRequest Request(BatchIdentity identity, EventSource source, IEnumerable<UsageEvent> events, long sentAt)
    {
        var request = new PublishRequest
        {
            ClientInstanceId = identity.ClientInstanceId,
            BatchSequence = identity.BatchSequence,
            SentAtUnixMs = sentAt,
            Resource = new Resource { Sdk = source.Sdk, Application = source.Application, ApplicationVersion = source.ApplicationVersion, Environment = source.Environment },
        };
        request.Events.AddRange(events.Select(Event));
        return request;
    }

    private static Property Property(EventProperty property) => property.Type switch
    {
        PropertyType.Text => new Property { Key = property.Key, StringValue = property.Value },
        PropertyType.Integer => new Property { Key = property.Key, IntValue = long.Parse(property.Value, CultureInfo.InvariantCulture) },
        PropertyType.Number => new Property { Key = property.Key, DoubleValue = double.Parse(property.Value, CultureInfo.InvariantCulture) },
        PropertyType.Boolean => new Property { Key = property.Key, BoolValue = property.Value == "true" },
        _ => new Property { Key = property.Key },
    };

    private static EventProperty Property(Property sent) => sent.ValueCase switch
    {
        Protocol.V1.Property.ValueOneofCase.StringValue => new(sent.Key, sent.StringValue, PropertyType.Text),
        Protocol.V1.Property.ValueOneofCase.IntValue => new(sent.Key, sent.IntValue.ToString(CultureInfo.InvariantCulture), PropertyType.Integer),
        Protocol.V1.Property.ValueOneofCase.DoubleValue => new(sent.Key, sent.DoubleValue.ToString("R", CultureInfo.InvariantCulture), PropertyType.Number),
        Protocol.V1.Property.ValueOneofCase.BoolValue => new(sent.Key, sent.BoolValue ? "true" : "false", PropertyType.Boolean),
        _ => new(sent.Key, "", PropertyType.Missing),
    };

    private static UsageEvent Usage(Event sent, int shift) => new()
    {
        Kind = (Events.EventKind)sent.Kind,
        Sequence = sent.Sequence,
        OccurredAt = DateTimeOffset.FromUnixTimeMilliseconds(sent.OccurredAtUnixMs),
        Day = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(sent.OccurredAtUnixMs).UtcDateTime).AddDays(shift),
        AccountId = sent.AccountId,
        UserId = sent.UserId,
        Feature = sent.Feature,
        SessionId = sent.SessionId,
        Platform = (Events.Platform)sent.Platform,
        ActorKind = (Events.ActorKind)sent.ActorKind,
        Quantity = sent.Quantity,
        Value = sent.Value,
        DurationMilliseconds = sent.DurationMs,
        Properties = [.. sent.Properties.Select(property => Property(property))],
    };

    private static List<UsageEvent> AllEvents(IReadOnlyList<UsageEvent> accepted, HashSet<int> rejected)
    {
        var nothing = new UsageEvent { Kind = 0, Sequence = 0, OccurredAt = DateTimeOffset.UnixEpoch, Day = DateOnly.FromDateTime(DateTime.UnixEpoch) };
        var rest = new Queue<UsageEvent>(accepted);
        var all = new List<UsageEvent>();
        for (var i = 0; rest.Count > 0 || i <= rejected.DefaultIfEmpty(-1).Max(); i++)
        {
            Assert.True(rejected.Contains(i) || rest.Count > 0, $"The place {i} has no event.");
            all.Add(rejected.Contains(i) ? nothing : rest.Dequeue());
        }

        return all;
    }

    private static sbyte[] Shifts(List<UsageEvent> events)
    {
        var shifts = events.Select(sent => (sbyte)(sent.Day.DayNumber - DateOnly.FromDateTime(sent.OccurredAt.UtcDateTime).DayNumber)).ToArray();
        return shifts.All(shift => shift == 0) ? [] : shifts;
    }

    // A test that bends only the day means a moment of that day.
    private static DateTimeOffset Settled(UsageEvent sent) =>
        sent.Day == default || Math.Abs(sent.Day.DayNumber - DateOnly.FromDateTime(sent.OccurredAt.UtcDateTime).DayNumber) <= 1
            ? sent.OccurredAt
            : new DateTimeOffset(sent.Day, new TimeOnly(12, 0), TimeSpan.Zero);
}
