namespace CsTelemetry.Client;

/// <summary>In which order scores are listed. Accounts without the number come last.</summary>
public enum ScoreOrder
{
    /// <summary>By account id.</summary>
    AccountId,

    /// <summary>The lowest score first.</summary>
    Score,

    /// <summary>The highest score first.</summary>
    ScoreDescending,

    /// <summary>What fell most in 28 days first.</summary>
    Trend,

    /// <summary>What rose most in 28 days first.</summary>
    TrendDescending,

    /// <summary>What was computed longest ago first.</summary>
    UpdatedAt,

    /// <summary>What was computed last first.</summary>
    UpdatedAtDescending,
}
