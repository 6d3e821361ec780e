namespace CsTelemetry.Adoption.Validation;

/// <summary>Holds one account at one month-end: its score and the baselines, of which more means more risk, and what became of it.</summary>
internal sealed record Snapshot(int Account, DateOnly AsOf, double Score, double[] Baselines, bool Lost);
