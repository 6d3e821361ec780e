namespace CsTelemetry.Collector.Knowing;

/// <summary>Tells what became of a document to be written.</summary>
internal enum KnowledgeOutcomeKind
{
    /// <summary>There was none, and now there is.</summary>
    Created,

    /// <summary>It is another one now.</summary>
    Changed,

    /// <summary>It was so already; nothing was written.</summary>
    Unchanged,

    /// <summary>It was taken away.</summary>
    Removed,

    /// <summary>There was nothing to take away.</summary>
    NotFound,

    /// <summary>It cannot be so.</summary>
    Invalid,

    /// <summary>What was to be so before was not.</summary>
    ConditionFailed,

    /// <summary>The tenant has as many as it may have.</summary>
    LimitReached,

    /// <summary>It could have been written; others of the same call could not, and it was asked for all or none.</summary>
    HeldBack,
}
