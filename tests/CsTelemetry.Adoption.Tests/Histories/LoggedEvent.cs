using CsTelemetry.Adoption.Knowledge;

namespace CsTelemetry.Adoption.Tests.Histories;

/// <summary>One event as it was sent: a moment, not a day.</summary>
internal sealed record LoggedEvent(string Account, string User, string Kind, string Feature, DateTimeOffset At, ActorKind Actor, string Platform)
{
    public const string FeatureUse = "feature_use";
    public const string Login = "login";
}
