namespace CsTelemetry.ClickHouse.Rows;

/// <summary>Says what one answer may be, and names it in errors.</summary>
internal sealed record AnswerLimits(long MaxResponseBytes, int MaxRowBytes, string? ExceptionTag, string? QueryId)
{
    internal ClickHouseException Unusable(string fault) =>
        ClickHouseException.Unusable($"The answer of ClickHouse to query {QueryId ?? "without id"} {fault}.", QueryId);
}
