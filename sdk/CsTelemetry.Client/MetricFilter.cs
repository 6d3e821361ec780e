using CsTelemetry.Client.Sending;

namespace CsTelemetry.Client;

/// <summary>Says as of when and about whom a metric is. Immutable; what is not set does not filter.</summary>
public sealed record MetricFilter
{
    /// <summary>Gets the day, complete in every time zone of the tenant's accounts. Default: the newest such.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Gets the segment that accounts must be of.</summary>
    public string? Segment { get; init; }

    /// <summary>Gets the plan that accounts must have.</summary>
    public string? Plan { get; init; }

    /// <summary>Gets the month in which accounts must have begun, YYYY-MM.</summary>
    public string? Cohort { get; init; }

    /// <summary>Gets the role that people must have.</summary>
    public string? Role { get; init; }

    /// <summary>Gets the platform that uses must be on, such as `web`.</summary>
    public string? Platform { get; init; }

    /// <summary>Gets the industry that accounts must be of.</summary>
    public string? Industry { get; init; }

    /// <summary>Gets the region that accounts must be of.</summary>
    public string? Region { get; init; }

    /// <summary>Gets the customer-success manager that accounts must have.</summary>
    public string? Csm { get; init; }

    /// <summary>Gets the tag that accounts must have.</summary>
    public string? Tag { get; init; }

    /// <summary>Gets the size by seats that accounts must have: `1-5`, `6-20`, `21-100` or `101+`.</summary>
    public string? Size { get; init; }

    /// <summary>Gets the only account.</summary>
    public string? AccountId { get; init; }

    internal ApiPath On(ApiPath path) => path
        .With("as_of", AsOf)
        .With("segment", Segment)
        .With("plan", Plan)
        .With("cohort", Cohort)
        .With("role", Role)
        .With("platform", Platform)
        .With("industry", Industry)
        .With("region", Region)
        .With("csm", Csm)
        .With("tag", Tag)
        .With("size", Size)
        .With("account_id", AccountId);
}
