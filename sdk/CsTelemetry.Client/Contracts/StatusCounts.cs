namespace CsTelemetry.Client.Contracts;

/// <summary>Counts accounts by how they stand to a feature.</summary>
/// <param name="Adopted">Those that adopted it.</param>
/// <param name="Tried">Those that used it without adopting it.</param>
/// <param name="Cliff">Those that had adopted it and fell silent.</param>
/// <param name="Never">Those that never used it.</param>
/// <param name="NotEntitled">Those that may not use it.</param>
/// <param name="NotInstrumented">Those of which nothing can be said, because nothing is reported.</param>
public sealed record StatusCounts(int Adopted, int Tried, int Cliff, int Never, int NotEntitled, int NotInstrumented);
