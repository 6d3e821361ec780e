namespace CsTelemetry.Adoption.Metrics;

/// <summary>Says whom a metric is about; null lets everybody in. Attributes hold as of the day asked for; texts are compared exactly.</summary>
public sealed record MetricFilter
{
    /// <summary>Gets the filter that lets everybody in.</summary>
    public static MetricFilter None { get; } = new();

    /// <summary>Gets the only account.</summary>
    public string? AccountId { get; init; }

    /// <summary>Gets the only segment.</summary>
    public string? Segment { get; init; }

    /// <summary>Gets the only plan.</summary>
    public string? Plan { get; init; }

    /// <summary>Gets the only signing month, such as <c>2026-03</c>.</summary>
    public string? Cohort { get; init; }

    /// <summary>Gets the only role.</summary>
    public string? Role { get; init; }

    /// <summary>Gets the only industry.</summary>
    public string? Industry { get; init; }

    /// <summary>Gets the only region.</summary>
    public string? Region { get; init; }

    /// <summary>Gets the only customer-success manager.</summary>
    public string? Csm { get; init; }

    /// <summary>Gets the tag that an account must have.</summary>
    public string? Tag { get; init; }

    /// <summary>Gets the only size class, one of <see cref="SizeClass.All"/>.</summary>
    public string? Size { get; init; }

    /// <summary>Tells whether an account is let in.</summary>
    public bool Admits(AudienceAccount account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Same(AccountId, account.Id)
            && Same(Segment, account.Known?.Segment)
            && Same(Plan, account.Plan)
            && Same(Cohort, account.Cohort)
            && Same(Industry, account.Known?.Industry)
            && Same(Region, account.Known?.Region)
            && Same(Csm, account.Known?.Csm)
            && Same(Size, SizeClass.Of(account.Seats))
            && (Tag is null || account.Known?.Tags.Contains(Tag, StringComparer.Ordinal) == true);
    }

    /// <summary>Tells whether a person of an account that is let in is let in.</summary>
    public bool Admits(AudiencePerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return Same(Role, person.Role);
    }

    private static bool Same(string? wanted, string? actual) => wanted is null || string.Equals(wanted, actual, StringComparison.Ordinal);
}
