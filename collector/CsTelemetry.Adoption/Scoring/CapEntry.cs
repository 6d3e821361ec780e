using CsTelemetry.Adoption.Caps;

namespace CsTelemetry.Adoption.Scoring;

/// <summary>Holds a cap that took points away.</summary>
internal readonly record struct CapEntry(IScoreCap Cap, double Points);
