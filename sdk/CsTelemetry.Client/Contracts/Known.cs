using System.Text.Json.Serialization;

namespace CsTelemetry.Client.Contracts;

/// <summary>What is known of one thing.</summary>
/// <param name="Id">Its id: a feature's, plan's or release's key, an account id, or a user id within its account.</param>
/// <param name="AccountId">The account of a user; of an account, its id; else null.</param>
/// <param name="Document">What was told, as it was told last; null when nothing was. This is what PUT replaces and the ETag names.</param>
/// <param name="FromEvents">What the product's events say; null when they say nothing. Field by field, `document` goes before it.</param>
/// <param name="Version">The number of the newest version of either; it grows with each change.</param>
/// <param name="UpdatedAt">When that was recorded.</param>
/// <param name="UpdatedBy">By whom: the prefix of a key, `operator`, or `event`.</param>
public sealed record Known<T>(string Id, string? AccountId, T? Document, T? FromEvents, long Version, DateTimeOffset UpdatedAt, string UpdatedBy)
    where T : class
{
    /// <summary>Gets the tag of <see cref="Document"/>, for <see cref="WriteCondition.IfUnchanged"/>; null when nothing was told.</summary>
    [JsonIgnore]
    public string? Tag { get; init; }
}
