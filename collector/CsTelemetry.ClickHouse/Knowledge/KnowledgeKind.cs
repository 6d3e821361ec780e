namespace CsTelemetry.ClickHouse.Knowledge;

/// <summary>Tells what a document speaks of.</summary>
public enum KnowledgeKind
{
    /// <summary>A feature of the catalog.</summary>
    Feature = 1,

    /// <summary>A release of the product.</summary>
    Release = 2,

    /// <summary>A customer's account.</summary>
    Account = 3,

    /// <summary>A user of an account.</summary>
    User = 4,

    /// <summary>What a plan includes.</summary>
    Plan = 5,
}
