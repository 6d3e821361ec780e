using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Metrics;

/// <summary>Holds a human as of a day. Immutable.</summary>
public sealed class AudiencePerson
{
    internal AudiencePerson(AudienceAccount account, string userId, CustomerUser? known, SeenPerson? seen, DateOnly day)
    {
        (Account, UserId, Known, FirstSeen, LastSeen) = (account, userId, known, seen?.FirstDay, seen?.LastDay);
        Start = known?.StartsOn ?? seen?.FirstDay;
        Role = known?.RoleAt(day);
    }

    /// <summary>Gets the person's account.</summary>
    public AudienceAccount Account { get; }

    /// <summary>Gets the person's id within the account.</summary>
    public string UserId { get; }

    /// <summary>Gets what is known of the person beside the usage; null when nothing is.</summary>
    public CustomerUser? Known { get; }

    /// <summary>Gets the first day on which the person could use the product, or else the first day seen; null when neither is known.</summary>
    public DateOnly? Start { get; }

    /// <summary>Gets the first day on which the person was seen in any event.</summary>
    public DateOnly? FirstSeen { get; }

    /// <summary>Gets the last day on which the person was seen in any event.</summary>
    public DateOnly? LastSeen { get; }

    /// <summary>Gets the role of the day; null when unknown.</summary>
    public string? Role { get; }

    internal bool ExistsOn(DateOnly day) => Start is null || Start <= day || FirstSeen <= day;
}
