namespace CsTelemetry.ClickHouse.Analysis;

/// <summary>Lists the documented views. Columns may be added; none is renamed or removed within <c>/v1</c>.</summary>
public static class AnalysisViews
{
    // The newest of what was said at or before a moment holds; said twice for one moment, what was received last.
    private const string Newest = "argMax(value, (occurred_at, received_at)) AS value, max(occurred_at) AS since";

    /// <summary>Gets them by name, in the order of the alphabet.</summary>
    public static IReadOnlyList<AnalysisView> All { get; } =
    [
        new(
            "account_attributes",
            "What was last said about an account by the SDK, one attribute a row.",
            HasPeople: false,
            "SELECT account_id, attribute, " + Newest + " FROM {0}.account_attributes WHERE {1} GROUP BY account_id, attribute",
            "account_id, attribute",
            Day: null),
        new(
            "events",
            "One event: what the product reported, as it was accepted.",
            HasPeople: true,
            """
            SELECT account_id, user_id, kind, feature, day, occurred_at, received_at, session_id, platform, actor_kind, quantity, value, duration_ms,
                   application, environment, sdk, properties, client_instance_id, sequence
            FROM {0}.events WHERE {1}
            """,
            "day, occurred_at, client_instance_id, sequence",
            Day: "day"),
        new(
            "usage_daily",
            "What one person did with one feature on one day of their account's own time zone, on one platform.",
            HasPeople: true,
            """
            SELECT account_id, user_id, kind, feature, day, platform, actor_kind, events, quantity, duration_ms, value, first_at, last_at
            FROM {0}.usage_daily FINAL WHERE {1}
            """,
            "day, account_id, user_id, kind, feature, platform, actor_kind",
            Day: "day"),
        new(
            "user_attributes",
            "What was last said about a user by the SDK, one attribute a row.",
            HasPeople: true,
            "SELECT account_id, user_id, attribute, " + Newest + " FROM {0}.user_attributes WHERE {1} GROUP BY account_id, user_id, attribute",
            "account_id, user_id, attribute",
            Day: null),
    ];

    /// <summary>Finds one by its name; null when there is none.</summary>
    public static AnalysisView? Find(string name) => All.FirstOrDefault(view => string.Equals(view.Name, name, StringComparison.Ordinal));
}
