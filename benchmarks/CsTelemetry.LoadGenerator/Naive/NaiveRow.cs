using System.Globalization;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.LoadGenerator.Naive;

/// <summary>One row of `events`, named as its columns are.</summary>
internal sealed record NaiveRow
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm:ss.fff", DayFormat = "yyyy-MM-dd";

    public required string Tenant { get; init; }

    public required string AccountId { get; init; }

    public required int Kind { get; init; }

    public required string Feature { get; init; }

    public required string Day { get; init; }

    public required string UserId { get; init; }

    public required string SessionId { get; init; }

    public required int Platform { get; init; }

    public required int ActorKind { get; init; }

    public required ulong Quantity { get; init; }

    public required double Value { get; init; }

    public required ulong DurationMs { get; init; }

    public required string OccurredAt { get; init; }

    public required string ReceivedAt { get; init; }

    public required string Application { get; init; }

    public required string Environment { get; init; }

    public required string Sdk { get; init; }

    public required Dictionary<string, string> Properties { get; init; }

    public required ulong ClientInstanceId { get; init; }

    public required ulong Sequence { get; init; }

    public static NaiveRow Of(Event sent, PublishRequest request)
    {
        var occurredAt = DateTimeOffset.FromUnixTimeMilliseconds(sent.OccurredAtUnixMs);
        return new NaiveRow
        {
            Tenant = NaiveServer.Database,
            AccountId = sent.AccountId,
            Kind = (int)sent.Kind,
            Feature = sent.Feature,
            Day = occurredAt.ToString(DayFormat, CultureInfo.InvariantCulture),
            UserId = sent.UserId,
            SessionId = sent.SessionId,
            Platform = (int)sent.Platform,
            ActorKind = (int)sent.ActorKind,
            Quantity = Math.Max(1, sent.Quantity),
            Value = sent.Value,
            DurationMs = sent.DurationMs,
            OccurredAt = occurredAt.ToString(TimeFormat, CultureInfo.InvariantCulture),
            ReceivedAt = TimeProvider.System.GetUtcNow().ToString(TimeFormat, CultureInfo.InvariantCulture),
            Application = request.Resource.Application,
            Environment = request.Resource.Environment,
            Sdk = request.Resource.Sdk,
            Properties = sent.Properties.ToDictionary(property => property.Key, TextOf),
            ClientInstanceId = request.ClientInstanceId,
            Sequence = sent.Sequence,
        };
    }

    private static string TextOf(Property property) => property.ValueCase switch
    {
        Property.ValueOneofCase.StringValue => property.StringValue,
        Property.ValueOneofCase.IntValue => property.IntValue.ToString(CultureInfo.InvariantCulture),
        Property.ValueOneofCase.DoubleValue => property.DoubleValue.ToString("R", CultureInfo.InvariantCulture),
        Property.ValueOneofCase.BoolValue => property.BoolValue ? "true" : "false",
        _ => "",
    };
}
