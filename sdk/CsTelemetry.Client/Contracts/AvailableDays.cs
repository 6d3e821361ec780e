using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsTelemetry.Client.Contracts;

/// <summary>Days on which a feature can be had.</summary>
/// <param name="From">The first day; null means always before.</param>
/// <param name="Until">The first day on which it can no longer be had; null means it still can.</param>
public sealed record AvailableDays(DateOnly? From = null, DateOnly? Until = null)
{
    /// <summary>Gets or sets members that a newer collector knows and this version does not; they are written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Further { get; set; }
}
