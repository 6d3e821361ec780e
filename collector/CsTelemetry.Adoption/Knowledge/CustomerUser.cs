namespace CsTelemetry.Adoption.Knowledge;

/// <summary>Holds what is known about a user beside what they did. Immutable.</summary>
/// <param name="AccountId">The user's account.</param>
/// <param name="Id">The user's id within the account.</param>
public sealed record CustomerUser(string AccountId, string Id)
{
    /// <summary>Gets the name that people read.</summary>
    public string? Name { get; init; }

    /// <summary>Gets what the user is, if that is known better than by the events; null means what each event says.</summary>
    public ActorKind? Actor { get; init; }

    /// <summary>Gets whether the user is internal or a test: then nothing of theirs counts.</summary>
    public bool Excluded { get; init; }

    /// <summary>Gets the first day on which the user could use the product; null means the day of the first event.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>Gets the role over time.</summary>
    public Timeline<string> Role { get; init; } = Timelines.None<string>();

    /// <summary>Finds the role on a day; null when unknown.</summary>
    public string? RoleAt(DateOnly day) => Role.TryAt(day, out var role) ? role : null;
}
