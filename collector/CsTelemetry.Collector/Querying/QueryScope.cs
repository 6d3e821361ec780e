using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Querying;

/// <summary>What every question names: whose data, as of which complete day.</summary>
internal readonly record struct QueryScope(string Tenant, DateOnly AsOf)
{
    public ClickHouseParameters Parameters() => new() { { "tenant", Tenant }, { "as_of", AsOf } };

    public ClickHouseParameters Parameters(int blocks)
    {
        var parameters = Parameters();
        parameters.Add("blocks", (long)blocks);
        return parameters;
    }
}
