using System.Text.Json.Serialization;

namespace CsTelemetry.Client.Contracts;

/// <summary>One core feature's part of a score's breadth. The points of all of them sum to those of the component.</summary>
/// <param name="Key">The feature's key.</param>
/// <param name="Weight">Its value weight.</param>
/// <param name="Status">How far the account has come with it.</param>
/// <param name="Entitled">Whether the account may use it; use outside the plan is trial use, and counts.</param>
/// <param name="Uses84d">Value events on it in the last 84 days.</param>
/// <param name="Days84d">Distinct days of use in the last 84 days.</param>
/// <param name="Users84d">People who used it in the last 84 days; null for fewer than 5 unless the key has the scope `users:read`.</param>
/// <param name="Points">Its share of breadth's points.</param>
/// <param name="PointsLost">Its share of the points that breadth lost.</param>
public sealed record ScoreFeature(
    string Key,
    double Weight,
    string Status,
    bool Entitled,
    [property: JsonPropertyName("uses_84d")] long Uses84d,
    [property: JsonPropertyName("days_84d")] int Days84d,
    [property: JsonPropertyName("users_84d")] int? Users84d,
    double Points,
    double PointsLost);
