using System.Text.Json;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>One event to be sent again.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Event">Merged into the event first, as RFC 7396 says: members replace, null removes, the rest stays. Omit it to send the event as it is.</param>
internal sealed record QuarantineReplayItem(string? Id, JsonElement? Event);
