namespace CsTelemetry.Collector.Proving;

/// <summary>Says which knowledge of customers a replay uses.</summary>
internal enum KnowledgeChoice
{
    /// <summary>What was recorded by each month-end; if no account had been told by the last one, what holds for it by what is known now.</summary>
    Auto,

    /// <summary>What was recorded by each month-end.</summary>
    Recorded,

    /// <summary>What holds for each month-end by what is known now.</summary>
    Validity,
}
