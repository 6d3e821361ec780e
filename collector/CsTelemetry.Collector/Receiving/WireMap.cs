using System.Globalization;
using CsTelemetry.Collector.Events;
using CsTelemetry.Protocol.V1;
using WireActorKind = CsTelemetry.Protocol.V1.ActorKind;
using WireEvent = CsTelemetry.Protocol.V1.Event;

namespace CsTelemetry.Collector.Receiving;

/// <summary>Turns the contract's messages into the collector's own records and back. Protobuf goes no further than this.</summary>
internal static class WireMap
{
    public static ReceivedBatch Batch(PublishRequest request, string tenant, DateTimeOffset receivedAt) => new(
        new BatchIdentity(tenant, request.ClientInstanceId, request.BatchSequence),
        request.Resource is { } resource
            ? new EventSource(resource.Sdk, resource.Application, resource.ApplicationVersion, resource.Environment)
            : EventSource.Unknown,
        receivedAt,
        [.. request.Events.Select(UsageEvent)]);

    public static PublishResponse Response(ulong batchSequence, int acceptedCount, IEnumerable<Rejection> rejections, bool duplicate) => new()
    {
        BatchSequence = batchSequence,
        AcceptedCount = (uint)acceptedCount,
        Duplicate = duplicate,
        Rejected =
        {
            rejections.Select(rejection => new RejectedEvent
            {
                Index = (uint)rejection.Index,
                Code = (Protocol.V1.RejectionCode)rejection.Code,
                Message = rejection.Message,
            }),
        },
    };

    private static UsageEvent UsageEvent(WireEvent sent) => new()
    {
        Kind = (Events.EventKind)Narrow((int)sent.Kind),
        Sequence = sent.Sequence,
        OccurredAt = Time(sent.OccurredAtUnixMs),
        AccountId = sent.AccountId,
        UserId = sent.UserId,
        Feature = sent.Feature,
        SessionId = sent.SessionId,
        Platform = (Events.Platform)Narrow((int)sent.Platform),
        ActorKind = sent.ActorKind == WireActorKind.Unspecified ? Events.ActorKind.Human : (Events.ActorKind)Narrow((int)sent.ActorKind),
        Quantity = Math.Max(1, sent.Quantity),
        Value = sent.Value,
        DurationMilliseconds = sent.DurationMs,
        Properties = [.. sent.Properties.Select(Property)],
    };

    private static EventProperty Property(Property sent) => sent.ValueCase switch
    {
        Protocol.V1.Property.ValueOneofCase.StringValue => new EventProperty(sent.Key, sent.StringValue, PropertyType.Text),
        Protocol.V1.Property.ValueOneofCase.IntValue => new EventProperty(sent.Key, sent.IntValue.ToString(CultureInfo.InvariantCulture), PropertyType.Integer),
        Protocol.V1.Property.ValueOneofCase.DoubleValue => new EventProperty(sent.Key, sent.DoubleValue.ToString("R", CultureInfo.InvariantCulture), PropertyType.Number),
        Protocol.V1.Property.ValueOneofCase.BoolValue => new EventProperty(sent.Key, sent.BoolValue ? "true" : "false", PropertyType.Boolean),
        _ => new EventProperty(sent.Key, "", PropertyType.Missing),
    };

    // A number beyond a byte must not come out as a kind that exists.
    private static byte Narrow(int number) => number is >= 0 and < byte.MaxValue ? (byte)number : byte.MaxValue;

    // A time that no calendar holds is not this map's to judge: its nearest neighbour is refused as too late or too early.
    private static DateTimeOffset Time(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(
        Math.Clamp(unixMilliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
