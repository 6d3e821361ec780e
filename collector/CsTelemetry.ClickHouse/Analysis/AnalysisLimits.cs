namespace CsTelemetry.ClickHouse.Analysis;

/// <summary>Bounds a statement that a person wrote.</summary>
public static class AnalysisLimits
{
    /// <summary>The most rows of an answer; a statement with more fails, so that nobody takes a part for the whole.</summary>
    public const int MaxRows = 100_000;

    /// <summary>The most bytes of an answer, uncompressed.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>The most seconds that it runs.</summary>
    public const int MaxSeconds = 30;

    /// <summary>The most bytes of memory that it takes.</summary>
    public const int MaxMemoryBytes = 300_000_000;
}
