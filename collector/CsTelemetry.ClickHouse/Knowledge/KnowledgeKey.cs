namespace CsTelemetry.ClickHouse.Knowledge;

/// <summary>Names a document within its tenant.</summary>
/// <param name="Kind">What it speaks of.</param>
/// <param name="AccountId">The account that it speaks of; empty for features, releases and plans.</param>
/// <param name="Id">The id of what it speaks of; of an account, its account id once more.</param>
public readonly record struct KnowledgeKey(KnowledgeKind Kind, string AccountId, string Id)
{
    /// <summary>Names an account's document.</summary>
    public static KnowledgeKey OfAccount(string id) => new(KnowledgeKind.Account, id, id);

    /// <summary>Names a user's document.</summary>
    public static KnowledgeKey OfUser(string accountId, string id) => new(KnowledgeKind.User, accountId, id);

    /// <summary>Names the document of a feature, a release or a plan.</summary>
    public static KnowledgeKey Of(KnowledgeKind kind, string id) => new(kind, "", id);
}
