using CsTelemetry.ClickHouse.Knowledge;

namespace CsTelemetry.Collector.Knowing.Importing;

/// <summary>Says what the rows of a file to import are. Immutable.</summary>
/// <param name="Name">Its name in the path of the call.</param>
/// <param name="Kind">Of what the rows tell.</param>
/// <param name="Ids">The columns that name it: one, or for users two.</param>
/// <param name="Columns">The other columns.</param>
/// <param name="Member">The timeline that a row is a line of: all rows of one thing replace it. Null when a row is changes of a document.</param>
internal sealed record ImportForm(
    string Name, KnowledgeKind Kind, IReadOnlyList<string> Ids, IReadOnlyDictionary<string, ImportValue> Columns, string? Member = null)
{
    /// <summary>Begins the name of a column that holds an id in another system, such as `external_ids.salesforce`.</summary>
    public const string ExternalIdPrefix = "external_ids.";

    private const ImportValue Text = ImportValue.Text;
    private const ImportValue Number = ImportValue.Number;
    private const ImportValue Flag = ImportValue.Flag;
    private const ImportValue Texts = ImportValue.Texts;

    /// <summary>Gets all forms.</summary>
    public static IReadOnlyList<ImportForm> All { get; } =
    [
        new("features", KnowledgeKind.Feature, ["key"], Table(("name", Text), ("area", Text), ("owner", Text), ("product", Text), ("value_weight", Number), ("core", Flag), ("kind", Text),
            ("natural_period_days", Number), ("min_uses", Number), ("min_days", Number), ("target_role", Text), ("available_from", Text), ("available_until", Text))),
        new("releases", KnowledgeKind.Release, ["id"], Table(("released_at", Text), ("name", Text), ("features", Texts))),
        new("accounts", KnowledgeKind.Account, ["account_id"], Table(("name", Text), ("parent_id", Text), ("segment", Text), ("industry", Text), ("region", Text), ("csm", Text), ("arr", Number),
            ("starts_on", Text), ("renews_on", Text), ("time_zone", Text), ("calendar", Text), ("tags", Texts), ("excluded", Flag))),
        new("users", KnowledgeKind.User, ["account_id", "user_id"], Table(("name", Text), ("actor", Text), ("excluded", Flag), ("starts_on", Text), ("role", Text))),
        new("seats", KnowledgeKind.Account, ["account_id"], Table(("product", Text), ("seats", Number), ("from", Text), ("until", Text)), "seats"),
        new("account-plans", KnowledgeKind.Account, ["account_id"], Table(("plan", Text), ("from", Text), ("until", Text)), "plan"),
        new("entitlements", KnowledgeKind.Account, ["account_id"], Table(("feature", Text), ("granted", Flag), ("from", Text), ("until", Text)), "entitlements"),
        new("plans", KnowledgeKind.Plan, ["plan"], Table(("feature", Text), ("from", Text), ("until", Text)), "features"),
        new("roles", KnowledgeKind.User, ["account_id", "user_id"], Table(("role", Text), ("from", Text), ("until", Text)), "roles"),
    ];

    /// <summary>Finds a form; null if there is none of the name.</summary>
    public static ImportForm? Find(string name) => All.FirstOrDefault(form => form.Name == name);

    /// <summary>Names what a row is about.</summary>
    public KnowledgeKey KeyOf(IReadOnlyList<string> ids) => Kind switch
    {
        KnowledgeKind.Account => KnowledgeKey.OfAccount(ids[0]),
        KnowledgeKind.User => KnowledgeKey.OfUser(ids[0], ids[1]),
        _ => KnowledgeKey.Of(Kind, ids[0]),
    };

    private static Dictionary<string, ImportValue> Table(params (string Name, ImportValue Value)[] columns) => columns.ToDictionary(column => column.Name, column => column.Value, StringComparer.Ordinal);
}
