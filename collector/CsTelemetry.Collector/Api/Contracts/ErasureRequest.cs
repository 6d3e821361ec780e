using System.Text.Json.Serialization;

namespace CsTelemetry.Collector.Api.Contracts;

/// <summary>An order to forget a user or an account.</summary>
/// <param name="Target">What to erase.</param>
/// <param name="UserId">The user, as events name them; for the target `user` only.</param>
/// <param name="AccountId">The account to erase; for the target `user`, the account it is confined to, or null for all.</param>
// A misspelled account must not widen the order to all of them.
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ErasureRequest(ErasureSubjectKind Target, string? UserId, string? AccountId);
