namespace CsTelemetry.ClickHouse.Quarantine;

/// <summary>Says which events of a tenant are meant; what is null does not matter.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Origin">Only of this origin.</param>
/// <param name="Code">Only with this code.</param>
/// <param name="State">Only those of which this became.</param>
/// <param name="After">Only those listed behind this place.</param>
public sealed record QuarantineFilter(
    string Tenant, QuarantineOrigin? Origin = null, string? Code = null, ReplayState? State = null, QuarantinePlace? After = null);
