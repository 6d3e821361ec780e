using CsTelemetry.Client.Sending;

namespace CsTelemetry.Client;

/// <summary>Says which restatements to list. Immutable; what is not set does not filter.</summary>
public sealed record RestatementFilter
{
    /// <summary>Gets the first day of the scores. Default: 27 days before <see cref="To"/>; at most 399.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Gets the last day of the scores. Default: the newest complete one.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Gets the only account to look at.</summary>
    public string? AccountId { get; init; }

    /// <summary>Gets the moment after which scores must have been restated.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>Gets the version of the score model. Default: the one in force.</summary>
    public string? ModelVersion { get; init; }

    internal ApiPath On(ApiPath path) => path
        .With("from", From)
        .With("to", To)
        .With("account_id", AccountId)
        .With("updated_since", UpdatedSince)
        .With("model_version", ModelVersion);
}
