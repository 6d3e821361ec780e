using CsTelemetry.Client.Contracts;
using CsTelemetry.Client.Sending;

namespace CsTelemetry.Client;

/// <summary>Says which scores to list, in which order. Immutable; what is not set does not filter.</summary>
public sealed record AdoptionScoreFilter
{
    /// <summary>Gets the day, complete in the tenant's time zone. Default: the newest such.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Gets the version of the score model. Default: the one in force.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>Gets the band that accounts must be in.</summary>
    public HealthBand? Band { get; init; }

    /// <summary>Gets the state that accounts must be in.</summary>
    public AccountState? State { get; init; }

    /// <summary>Gets the key of the segment whose targets accounts must be measured against.</summary>
    public string? Segment { get; init; }

    /// <summary>Gets the plan that accounts must have had on the day.</summary>
    public string? Plan { get; init; }

    /// <summary>Gets the least score, 0 to 100.</summary>
    public double? Min { get; init; }

    /// <summary>Gets the greatest score, 0 to 100.</summary>
    public double? Max { get; init; }

    /// <summary>Gets the moment after which scores must have been computed.</summary>
    public DateTimeOffset? UpdatedSince { get; init; }

    /// <summary>Gets the order. Default: by account id.</summary>
    public ScoreOrder Order { get; init; }

    internal ApiPath On(ApiPath path) => path
        .With("as_of", AsOf)
        .With("model_version", ModelVersion)
        .With("band", Band is { } band ? ApiNames.Of(band) : null)
        .With("state", State is { } state ? ApiNames.Of(state) : null)
        .With("segment", Segment)
        .With("plan", Plan)
        .With("min", Min)
        .With("max", Max)
        .With("updated_since", UpdatedSince)
        .With("sort", ScoreOrders.NameOf(Order));
}
