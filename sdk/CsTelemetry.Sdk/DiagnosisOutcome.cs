namespace CsTelemetry;

/// <summary>Says what a step of a diagnosis came to.</summary>
public enum DiagnosisOutcome
{
    /// <summary>It is as it should be.</summary>
    Ok,

    /// <summary>Something is wrong; the finding says what to do.</summary>
    Failed,

    /// <summary>It was not looked at, or does not matter here; the finding says why.</summary>
    Skipped,
}
