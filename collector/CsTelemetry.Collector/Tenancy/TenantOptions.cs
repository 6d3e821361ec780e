namespace CsTelemetry.Collector.Tenancy;

/// <summary>The settings of one tenant.</summary>
internal sealed class TenantOptions
{
    /// <summary>Gets or sets the IANA time zone in which the tenant's days begin. Default `UTC`.</summary>
    public string TimeZone { get; set; } = "UTC";
}
