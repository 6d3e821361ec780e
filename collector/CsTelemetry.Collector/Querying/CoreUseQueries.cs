using System.Runtime.CompilerServices;
using CsTelemetry.Adoption.Usage;
using CsTelemetry.ClickHouse;

namespace CsTelemetry.Collector.Querying;

/// <summary>Asks what the people of each account together did with some features: all that another choice of core features needs. Thread-safe.</summary>
internal sealed class CoreUseQueries(ClickHouseClient store)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string Sql =
        $$"""
        SELECT account_id, feature, sum(events) AS uses, {{UsageSql.DayBitColumns}}
        FROM usage_daily
        WHERE {{UsageSql.Known}} AND {{UsageSql.IsValue}} AND {{UsageSql.YoungerThan84}} AND feature IN {features:Array(String)}
        GROUP BY account_id, feature
        ORDER BY account_id, feature
        """;

    /// <summary>Tells of one account after the other, as they arrive: of those whose people used any of the features in 84 days.</summary>
    public async IAsyncEnumerable<(string AccountId, IReadOnlyList<FeatureUse> Uses)> ByAccountAsync(
        QueryScope scope, IEnumerable<string> features, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parameters = scope.Parameters();
        parameters.Add("features", features);
        var (account, own) = ("", new List<FeatureUse>());
        await foreach (var (next, use) in store.StreamAsync(
            new ClickHouseQuery(Sql) { Parameters = parameters, Timeout = Patience },
            row => (row.ReadString(), new FeatureUse(row.ReadString(), (long)row.ReadUInt64(), Days(row.ReadUInt64(), row.ReadUInt64()))),
            cancellationToken))
        {
            if (next != account && own.Count > 0)
            {
                yield return (account, own);
                own = [];
            }

            account = next;
            own.Add(use);
        }

        if (own.Count > 0)
        {
            yield return (account, own);
        }
    }

    private static UInt128 Days(ulong low, ulong high) => new(high, low);
}
