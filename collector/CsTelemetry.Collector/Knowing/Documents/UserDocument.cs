using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Collector.Knowing.Documents;

/// <summary>What is known of a user beside what they did. A member that is absent is left to what events say.</summary>
internal sealed record UserDocument : IKnowledgeDocument
{
    /// <summary>Gets the name that people read, at most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Gets what the user is. A service or an agent counts nowhere.</summary>
    public ActorKind? Actor { get; init; }

    /// <summary>Gets whether the user is internal or a test: then nothing of theirs counts. Default false.</summary>
    public bool? Excluded { get; init; }

    /// <summary>Gets the first day on which the user could use the product; absent means the day of the first event.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>Gets the role over time, at most 200 intervals, none overlapping.</summary>
    public IReadOnlyList<RoleDays>? Roles { get; init; }

    public void Check(DocumentCheck check)
    {
        check.Text("name", Name);
        check.Day("starts_on", StartsOn);
        check.Timelines("roles", Roles, _ => "");
        check.Each("roles", Roles, (pointer, line) => check.Key($"{pointer}/role", line.Role));
    }

    public IKnowledgeDocument InOrder() => this with { Roles = DocumentOrder.Of(Roles, _ => "") };
}
