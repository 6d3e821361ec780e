using System.Text.Json;
using System.Text.Json.Serialization;

namespace CsTelemetry.Client.Contracts;

/// <summary>Purchased seats.</summary>
/// <param name="Seats">How many, 0 to 10,000,000. Required.</param>
/// <param name="Product">The product that they are for; absent means the whole product.</param>
/// <param name="From">The first day; null means always before.</param>
/// <param name="Until">The first day on which it is no longer so; null means it still is.</param>
public sealed record SeatDays(double? Seats = null, string? Product = null, DateOnly? From = null, DateOnly? Until = null)
{
    /// <summary>Gets or sets members that a newer collector knows and this version does not; they are written back as they came.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Further { get; set; }
}
