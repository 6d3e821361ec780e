namespace CsTelemetry.Adoption.Knowledge;

/// <summary>Marks a release of the product. Immutable.</summary>
/// <param name="Id">Its id, such as <c>2026.11</c>.</param>
/// <param name="ReleasedAt">When it came out.</param>
/// <param name="Name">The name that people read.</param>
/// <param name="Features">The features that it brought or changed.</param>
public sealed record ProductRelease(string Id, DateTimeOffset ReleasedAt, string? Name, IReadOnlyList<string> Features);
