using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Wire;

namespace CsTelemetry.Collector.Validating;

/// <summary>Which of account, user and feature each kind needs.</summary>
internal static class RequiredFields
{
    /// <summary>Names the first field that the event's kind needs and that is empty; null if there is none.</summary>
    public static string? FirstMissing(in WireEvent candidate)
    {
        var (account, user, feature) = Of(candidate.Kind);
        return account && candidate.AccountId.IsEmpty ? "account_id"
            : user && candidate.UserId.IsEmpty ? "user_id"
            : feature && candidate.Feature.IsEmpty ? "feature"
            : null;
    }

    private static (bool Account, bool User, bool Feature) Of(EventKind kind) => kind switch
    {
        EventKind.Login or EventKind.Logout or EventKind.IdentifyUser => (true, true, false),
        EventKind.FeatureUse => (true, true, true),
        EventKind.LoginFailed or EventKind.AccountAttributes => (true, false, false),
        EventKind.PageView or EventKind.Error or EventKind.CustomCounter or EventKind.Outcome => (true, false, true),
        EventKind.ReleaseMarker => (false, false, true),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind has no rule."),
    };
}
