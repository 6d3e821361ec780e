namespace CsTelemetry.Collector.Administering;

/// <summary>What an operation with these arguments is to the audit log.</summary>
/// <param name="Action">What is done; one of the audit log's.</param>
/// <param name="Target">On what. Never a person: an erasure is named by the receipt that its order gets.</param>
/// <param name="Tenant">Whose; null for the collector's own things.</param>
internal sealed record AdministrativeAct(string Action, string Target, string? Tenant = null);
