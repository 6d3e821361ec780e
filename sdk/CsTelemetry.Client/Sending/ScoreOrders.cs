namespace CsTelemetry.Client.Sending;

/// <summary>Names orders as the collector does.</summary>
internal static class ScoreOrders
{
    /// <summary>Names an order; null is the collector's default.</summary>
    public static string? NameOf(ScoreOrder order) => order switch
    {
        ScoreOrder.AccountId => null,
        ScoreOrder.Score => "score",
        ScoreOrder.ScoreDescending => "-score",
        ScoreOrder.Trend => "trend",
        ScoreOrder.TrendDescending => "-trend",
        ScoreOrder.UpdatedAt => "updated_at",
        ScoreOrder.UpdatedAtDescending => "-updated_at",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "There is no such order."),
    };
}
