using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Confidence;
using CsTelemetry.Adoption.Explaining;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>Holds one account's adoption score at a day with all that explains it, or the reason why there is none. Immutable.</summary>
public sealed record AdoptionScore
{
    /// <summary>Gets the account's id.</summary>
    public required string AccountId { get; init; }

    /// <summary>Gets the complete day that had age 0.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Gets the version of the model, such as <c>1.0.0-auto</c>.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>Gets the days from the account's first day to <see cref="AsOf"/>, both counted; 1 or more.</summary>
    public required int TenureDays { get; init; }

    /// <summary>Gets whether there is a score.</summary>
    public required AdoptionState State { get; init; }

    /// <summary>Gets one English sentence: why there is no score or, with one, the line that costs most.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the key of the segment whose targets it was measured against; <c>*</c> for the whole tenant.</summary>
    public string Segment { get; init; } = Segments.SegmentTable.TenantKey;

    /// <summary>Gets the score, 0 to 100, not rounded; null unless scored.</summary>
    public double? Score { get; init; }

    /// <summary>Gets the band by the edges alone; null unless scored.</summary>
    public AdoptionBand? Band { get; init; }

    /// <summary>Gets the sum of the available weights, 0 to 1; null when nothing was computed (onboarding, stale, excluded).</summary>
    public double? Coverage { get; init; }

    /// <summary>Gets how sure the score is; null unless scored.</summary>
    public ScoreConfidence? Confidence { get; init; }

    /// <summary>Gets the numbers that the score is made of, unless somebody else than the scorer made this: with them, and the standard error, <see cref="AdoptionRecall"/> says all of this again.</summary>
    public AccountMeasures? Measures { get; init; }

    /// <summary>Gets the six components in their published order; empty unless scored.</summary>
    public IReadOnlyList<ComponentLine> Components { get; init; } = [];

    /// <summary>Gets the caps that took points away; empty unless scored.</summary>
    public IReadOnlyList<CapLine> Caps { get; init; } = [];
}
