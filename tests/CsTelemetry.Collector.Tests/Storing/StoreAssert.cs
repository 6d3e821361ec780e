using System.Globalization;
using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Rows;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Compares what the store holds with what was accepted, column for column.</summary>
internal static class StoreAssert
{
    private const string RawSql =
        """
        SELECT tenant, account_id, toInt8(kind), feature, day, user_id, session_id, toInt8(platform), toInt8(actor_kind),
               quantity, value, duration_ms, occurred_at, received_at, application, environment, sdk, properties,
               client_instance_id, sequence
        FROM events
        ORDER BY sequence
        """;

    private const string Keys = "tenant, account_id, kind, feature, day, user_id, platform, actor_kind";

    private const string RollupSql =
        $"""
        SELECT toString(tuple({Keys}, sum(events), sum(quantity), sum(duration_ms), sum(value), min(first_at), max(last_at))) AS line
        FROM usage_daily GROUP BY {Keys} ORDER BY line
        """;

    private const string FreshSql =
        $"""
        SELECT toString(tuple({Keys}, count(), sum(quantity), sum(duration_ms), sum(value), min(occurred_at), max(occurred_at))) AS line
        FROM events GROUP BY {Keys} ORDER BY line
        """;

    /// <summary>Every accepted event is in the raw table once, as it was sent, and in the rollup once.</summary>
    internal static async Task HoldsOnceAsync(ClickHouseClient client, IEnumerable<ValidatedBatch> accepted)
    {
        var expected = from batch in accepted from sent in batch.Events orderby sent.Sequence select Text(batch, sent);
        Assert.Equal(expected, await client.QueryAsync(RawSql, null, Text, CancellationToken.None));
        await RollupIsTrueAsync(client);
    }

    /// <summary>The rollup says what a fresh aggregation of the raw table says.</summary>
    internal static async Task RollupIsTrueAsync(ClickHouseClient client) =>
        Assert.Equal(await LinesAsync(client, FreshSql), await RollupAsync(client));

    internal static Task<List<string>> RollupAsync(ClickHouseClient client) => LinesAsync(client, RollupSql);

    internal static Task ExecuteAsync(ClickHouseClient client, string sql) => client.ExecuteAsync(sql, null, CancellationToken.None);

    private static Task<List<string>> LinesAsync(ClickHouseClient client, string sql) =>
        client.QueryAsync(sql, null, row => row.ReadString(), CancellationToken.None);

    private static string Text(ValidatedBatch batch, UsageEvent sent) => string.Join('|', (object[])
    [
        batch.Identity.Tenant, sent.AccountId, (int)sent.Kind, sent.Feature, $"{sent.Day:O}", sent.UserId, sent.SessionId, (int)sent.Platform, (int)sent.ActorKind,
        sent.Quantity, sent.Value.ToString("R", CultureInfo.InvariantCulture), sent.DurationMilliseconds, sent.OccurredAt.ToUnixTimeMilliseconds(), batch.ReceivedAt.ToUnixTimeMilliseconds(),
        batch.Source.Application, batch.Source.Environment, batch.Source.Sdk, string.Join(',', sent.Properties.Select(property => $"{property.Key}={property.Value}")),
        batch.Identity.ClientInstanceId, sent.Sequence,
    ]);

    private static string Text(RowBinaryReader row) => string.Join('|', (object[])
    [
        row.ReadString(), row.ReadString(), row.ReadInt8(), row.ReadString(), $"{row.ReadDate():O}", row.ReadString(), row.ReadString(), row.ReadInt8(), row.ReadInt8(),
        row.ReadUInt64(), row.ReadFloat64().ToString("R", CultureInfo.InvariantCulture), row.ReadUInt64(), row.ReadInt64(), row.ReadInt64(),
        row.ReadString(), row.ReadString(), row.ReadString(), string.Join(',', row.ReadMap().Select(pair => $"{pair.Key}={pair.Value}")),
        row.ReadUInt64(), row.ReadUInt64(),
    ]);
}
