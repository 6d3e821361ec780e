using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>The query parameters that every metric takes: as of when, about whom, grouped by what.</summary>
internal sealed class MetricParameters
{
    /// <summary>A day that is complete in every time zone of the tenant's accounts, YYYY-MM-DD; by default the newest one.</summary>
    [FromQuery(Name = AsOfParameter.Name)]
    public string? AsOf { get; init; }

    /// <summary>Only accounts of this segment.</summary>
    [FromQuery(Name = "segment")]
    public string? Segment { get; init; }

    /// <summary>Only accounts with this plan.</summary>
    [FromQuery(Name = "plan")]
    public string? Plan { get; init; }

    /// <summary>Only accounts that began in this month, YYYY-MM.</summary>
    [FromQuery(Name = "cohort")]
    public string? Cohort { get; init; }

    /// <summary>Only people with this role.</summary>
    [FromQuery(Name = "role")]
    public string? Role { get; init; }

    /// <summary>Only uses on this platform: `web`, `mobile`, `desktop`, `api`, `server` or `unspecified`.</summary>
    [FromQuery(Name = "platform")]
    public string? Platform { get; init; }

    /// <summary>Only features of this area, where no feature is named.</summary>
    [FromQuery(Name = "area")]
    public string? Area { get; init; }

    /// <summary>Only accounts of this industry.</summary>
    [FromQuery(Name = "industry")]
    public string? Industry { get; init; }

    /// <summary>Only accounts of this region.</summary>
    [FromQuery(Name = "region")]
    public string? Region { get; init; }

    /// <summary>Only accounts of this customer-success manager.</summary>
    [FromQuery(Name = "csm")]
    public string? Csm { get; init; }

    /// <summary>Only accounts with this tag.</summary>
    [FromQuery(Name = "tag")]
    public string? Tag { get; init; }

    /// <summary>Only accounts of this size by seats: `1-5`, `6-20`, `21-100` or `101+`.</summary>
    [FromQuery(Name = "size")]
    public string? Size { get; init; }

    /// <summary>Only this account.</summary>
    [FromQuery(Name = "account_id")]
    public string? AccountId { get; init; }

    /// <summary>One group for each `segment`, `plan`, `cohort`, `role`, `platform`, `area`, `industry`, `region`, `csm`, `tag` or `size`.</summary>
    [FromQuery(Name = "group_by")]
    public string? GroupBy { get; init; }
}
