using System.Globalization;
using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Holds an account as of a day. Immutable.</summary>
public sealed class AudienceAccount
{
    internal AudienceAccount(string id, CustomerAccount? known, SeenAccount? seen, DateOnly day)
    {
        (Id, Known, FirstSeen, LastSeen) = (id, known, seen?.FirstDay, seen?.LastDay);
        Start = known?.StartsOn ?? seen?.FirstDay;
        Plan = known?.PlanAt(day);
        Seats = known?.SeatsAt(day);
    }

    /// <summary>Gets the account's id.</summary>
    public string Id { get; }

    /// <summary>Gets what is known of it beside its usage; null when nothing is.</summary>
    public CustomerAccount? Known { get; }

    /// <summary>Gets the first day of the contract, or else the first day seen; null when neither is known.</summary>
    public DateOnly? Start { get; }

    /// <summary>Gets the first day on which it was seen in any event.</summary>
    public DateOnly? FirstSeen { get; }

    /// <summary>Gets the last day on which it was seen in any event.</summary>
    public DateOnly? LastSeen { get; }

    /// <summary>Gets the plan of the day; null when unknown.</summary>
    public string? Plan { get; }

    /// <summary>Gets the seats of the day for the whole product; null when unknown.</summary>
    public double? Seats { get; }

    /// <summary>Gets the month in which it began; null when unknown.</summary>
    public string? Cohort => Start?.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Finds its groups in a dimension of accounts; one group "null" when that attribute is unknown.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is not one of accounts.</exception>
    public IReadOnlyList<string?> Groups(Dimension dimension) => dimension switch
    {
        Dimension.Segment => [Known?.Segment],
        Dimension.Plan => [Plan],
        Dimension.Cohort => [Cohort],
        Dimension.Industry => [Known?.Industry],
        Dimension.Region => [Known?.Region],
        Dimension.Csm => [Known?.Csm],
        Dimension.Size => [SizeClass.Of(Seats)],
        Dimension.Tag => Known is { Tags: { Count: > 0 } tags } ? [.. tags.Distinct(StringComparer.Ordinal)] : [null],
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "It is not a dimension of accounts."),
    };

    internal bool ExistsOn(DateOnly day) => Start is null || Start <= day || FirstSeen <= day;
}
