using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsTelemetry.Client.Contracts;

/// <summary>A feature granted to an account beyond its plan, or withheld from it.</summary>
/// <param name="Feature">The feature's key. Required.</param>
/// <param name="Granted">False when it is withheld. Default true.</param>
/// <param name="From">The first day; null means always before.</param>
/// <param name="Until">The first day on which it is no longer so; null means it still is.</param>
public sealed record EntitlementDays(string? Feature = null, bool? Granted = null, DateOnly? From = null, DateOnly? Until = null)
{
    /// <summary>Gets or sets members that a newer collector knows and this version does not; they are written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Further { get; set; }
}
