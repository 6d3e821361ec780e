using System.Text.Json;
using CsTelemetry.ClickHouse.Quarantine;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>An event in quarantine: rejected by a check, or refused by the store.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Origin">Why it is here.</param>
/// <param name="Code">The reason for a program: a rejection code, or the store's error name.</param>
/// <param name="Message">The reason for a person.</param>
/// <param name="ReceivedAt">When its batch came in.</param>
/// <param name="ClientInstanceId">The client that sent it, as a decimal number.</param>
/// <param name="BatchSequence">The batch that it came in, as a decimal number.</param>
/// <param name="EventIndex">Its place in the batch, from 0.</param>
/// <param name="AccountId">The account that it names; empty if none.</param>
/// <param name="Source">The program that reported it.</param>
/// <param name="State">What became of it.</param>
/// <param name="Attempts">How often it was sent again.</param>
/// <param name="ReplayedAt">When it last was; null if never.</param>
/// <param name="ReplayMessage">Why it was rejected again; null if it was not.</param>
/// <param name="Event">The event as protobuf's JSON, to be read, mended and sent back; null if its bytes are no event. Users are shown to keys with the scope `users:read` only.</param>
/// <param name="EventBase64">The bytes, where they are no event and the key may read users; else null.</param>
internal sealed record QuarantineItem(
    string Id,
    QuarantineOrigin Origin,
    string Code,
    string Message,
    DateTimeOffset ReceivedAt,
    string ClientInstanceId,
    string BatchSequence,
    int EventIndex,
    string AccountId,
    QuarantineSource Source,
    ReplayState State,
    int Attempts,
    DateTimeOffset? ReplayedAt,
    string? ReplayMessage,
    JsonElement? Event,
    string? EventBase64);
