using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing;

/// <summary>Says that something that is known has changed.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Key">What it is about.</param>
/// <param name="FirstDayAffected">
/// The first day of which metrics and score may now say something else; null for all days, <see cref="DateOnly.MaxValue"/> for none (a name changed).
/// </param>
internal readonly record struct KnowledgeChange(string Tenant, KnowledgeKey Key, DateOnly? FirstDayAffected)
{
    /// <summary>Gets the tenant's change of which nobody can say what it touches: everything may be different.</summary>
    public static KnowledgeChange OfEverything(string tenant) => new(tenant, default, null);

    /// <summary>Gets whether it may touch everything of the tenant.</summary>
    public bool IsOfEverything => Key == default;
}
