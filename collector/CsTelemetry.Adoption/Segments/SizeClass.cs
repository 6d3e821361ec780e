using System.Text.Json.Serialization;

namespace CsTelemetry.Adoption.Segments;

/// <summary>Names how many seats an account has; the edges are the model's, the defaults are given here.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SizeClass>))]
public enum SizeClass
{
    /// <summary>Up to 5 seats.</summary>
    [JsonStringEnumMemberName("small")]
    Small,

    /// <summary>6 to 20 seats.</summary>
    [JsonStringEnumMemberName("medium")]
    Medium,

    /// <summary>21 to 100 seats.</summary>
    [JsonStringEnumMemberName("large")]
    Large,

    /// <summary>More than 100 seats.</summary>
    [JsonStringEnumMemberName("huge")]
    Huge,

    /// <summary>Seats are not known.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
