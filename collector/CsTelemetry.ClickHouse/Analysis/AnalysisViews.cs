namespace CsTelemetry.ClickHouse.Analysis;

/// <summary>Lists the documented views. Columns may be added; none is renamed or removed within <c>/v1</c>.</summary>
public static class AnalysisViews
{
    // The newest of what was said at or before a moment holds; said twice for one moment, what was received last.
    private const string Newest = "argMax(value, (occurred_at, received_at)) AS value, max(occurred_at) AS since";

    private const string Known = "SELECT * EXCEPT (tenant) FROM {0}.";

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
            "account_entitlements",
            "From when until when an account was granted or denied a feature beside its plan.",
            HasPeople: false,
            Known + "account_entitlements WHERE {1}",
            "account_id, feature, valid_from",
            Day: null),
        new(
            "account_plans",
            "From when until when an account had which plan.",
            HasPeople: false,
            Known + "account_plans WHERE {1}",
            "account_id, valid_from",
            Day: null),
        new(
            "account_seats",
            "From when until when an account had how many seats of a product.",
            HasPeople: false,
            Known + "account_seats WHERE {1}",
            "account_id, product, valid_from",
            Day: null),
        new(
            "accounts",
            "What is known now of an account.",
            HasPeople: false,
            Known + "accounts WHERE {1}",
            "account_id",
            Day: null),
        new(
            "adoption_scores",
            "An account's adoption score as of a day by a version of the model, as it was last computed.",
            HasPeople: false,
            """
            SELECT account_id, as_of, model_version, model_hash, computed_at, kind AS status, state, score, band, coverage, confidence, standard_error,
                   component, x, points, cap, cap_points, tenure_days, seats, active_users, plan, segment, first_use, last_heartbeat
            FROM {0}.score_rows
            WHERE {1} AND run_id IN (SELECT run_id FROM {0}.score_runs WHERE {1})
            ORDER BY run_id DESC
            LIMIT 1 BY account_id, as_of, model_hash
            """,
            "as_of, account_id, model_version",
            Day: "as_of"),
        new(
            "catalog_features",
            "What the catalog says of a feature.",
            HasPeople: false,
            Known + "catalog_features WHERE {1}",
            "feature",
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
            "plan_features",
            "From when until when a plan held a feature.",
            HasPeople: false,
            Known + "plan_features WHERE {1}",
            "plan, feature, valid_from",
            Day: null),
        new(
            "releases",
            "A release of the product, and its features.",
            HasPeople: false,
            Known + "releases WHERE {1}",
            "released_at, release",
            Day: null),
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
        new(
            "user_roles",
            "From when until when a user had which role.",
            HasPeople: true,
            Known + "user_roles WHERE {1}",
            "account_id, user_id, valid_from",
            Day: null),
        new(
            "users",
            "What is known now of a user, without names.",
            HasPeople: true,
            Known + "users WHERE {1}",
            "account_id, user_id",
            Day: null),
    ];

    /// <summary>Finds one by its name; null when there is none.</summary>
    public static AnalysisView? Find(string name) => All.FirstOrDefault(view => string.Equals(view.Name, name, StringComparison.Ordinal));
}
