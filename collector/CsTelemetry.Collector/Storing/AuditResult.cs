using CsTelemetry.ClickHouse.Landing;

namespace CsTelemetry.Collector.Storing;

/// <summary>What an audit found wrong; nothing, as a rule.</summary>
/// <param name="MonthFaults">Months of batches with other than the frozen number of rows in the raw table.</param>
/// <param name="RollupDifferences">Days on which the rollup differs from the raw table.</param>
internal sealed record AuditResult(IReadOnlyList<MonthFault> MonthFaults, IReadOnlyList<RollupDifference> RollupDifferences)
{
    public static AuditResult Clean { get; } = new([], []);

    public bool IsClean => MonthFaults.Count == 0 && RollupDifferences.Count == 0;
}
