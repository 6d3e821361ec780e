using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Querying;

/// <summary>
/// Says what scores are computed from: whose use, up to which day, of which accounts. With a horizon it is read from the events themselves, as far as they had been
/// seen; without one from the rollup, which holds all there is. Immutable.
/// </summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="AsOf">The day that has age 0.</param>
/// <param name="Navigation">Features whose uses are no value events.</param>
internal sealed record ScoringSource(string Tenant, DateOnly AsOf, IReadOnlyList<string> Navigation)
{
    /// <summary>Gets the first and last account of the range that is read; null reads all.</summary>
    public (string First, string Last)? Range { get; init; }

    /// <summary>Gets the accounts that are read; null reads all of the range.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Gets how far events were seen; null reads the rollup.</summary>
    public LogHorizon? Horizon { get; init; }

    /// <summary>Gets the rows, as columns of the rollup.</summary>
    public string From => Horizon is null
        ? "usage_daily"
        : $"(SELECT account_id, kind, feature, day, user_id, actor_kind, toUInt64(1) AS events FROM events WHERE {Where} AND {HorizonSql.Within})";

    /// <summary>Gets the condition on rows.</summary>
    public string Rows => Horizon is null ? Where : "1";

    private string Where => string.Concat(
        "tenant = {tenant:String} AND day <= {as_of:Date} AND account_id != ''",
        Range is null ? "" : " AND account_id BETWEEN {first:String} AND {last:String}",
        Accounts is null ? "" : " AND account_id IN {accounts:Array(String)}");

    public ClickHouseParameters Parameters()
    {
        var parameters = new ClickHouseParameters { { "tenant", Tenant }, { "as_of", AsOf }, { "navigation", Navigation } };
        if (Range is var (first, last))
        {
            parameters.Add("first", first);
            parameters.Add("last", last);
        }

        if (Accounts is { } accounts)
        {
            parameters.Add("accounts", accounts);
        }

        if (Horizon is { } horizon)
        {
            HorizonSql.Add(parameters, horizon);
        }

        return parameters;
    }
}
