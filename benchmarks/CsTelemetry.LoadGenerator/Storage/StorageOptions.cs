namespace CsTelemetry.LoadGenerator.Storage;

/// <summary>What the run is asked for.</summary>
/// <param name="Events">Rows of each way.</param>
/// <param name="Rows">Rows of one insert.</param>
/// <param name="InsertsPerAudit">After how many inserts the landing audit runs, in the way that has it.</param>
/// <param name="Ways">Which ways are measured; all if there is none.</param>
/// <param name="TableSettings">Settings that are tried, as table:setting=value.</param>
internal sealed record StorageOptions(int Events, int Rows, int InsertsPerAudit, IReadOnlyList<string> Ways, IReadOnlyList<string> TableSettings);
