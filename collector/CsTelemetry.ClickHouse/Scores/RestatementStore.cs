namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Finds what was said otherwise after it had been said for good. Thread-safe; errors are <see cref="ClickHouseException"/>.</summary>
public sealed class RestatementStore(ClickHouseClient client)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Counts the account-days that were restated.</summary>
    public async Task<long> CountAsync(RestatementQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var query = new ClickHouseQuery(RestatementSql.Count(question.AccountId is not null)) { Parameters = question.Parameters(), Timeout = Limit };
        return (await client.QueryAsync(query, row => (long)row.ReadUInt64(), cancellationToken))[0];
    }

    /// <summary>Lists restatements in the order of days and accounts, which never changes.</summary>
    /// <param name="question">Which.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="limit">How many, at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<List<ScoreRestatement>> ListAsync(
        RestatementQuestion question, (DateOnly AsOf, string AccountId)? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var parameters = question.Parameters();
        parameters.Add("after_day", after?.AsOf ?? DateOnly.FromDateTime(DateTime.UnixEpoch));
        parameters.Add("after_account", after?.AccountId ?? "");
        parameters.Add("limit", limit);
        var places = await client.QueryAsync(
            new ClickHouseQuery(RestatementSql.List(question.AccountId is not null)) { Parameters = parameters, Timeout = Limit },
            row => (AsOf: row.ReadDate(), AccountId: row.ReadString(), First: row.ReadUInt64(), Now: row.ReadUInt64()),
            cancellationToken);
        if (places.Count == 0)
        {
            return [];
        }

        ulong[] runs = [.. places.SelectMany(place => (ulong[])[place.First, place.Now]).Distinct()];
        var rows = await RowsAsync(question, [.. places.Select(place => place.AccountId).Distinct()], [.. places.Select(place => place.AsOf).Distinct()], runs, cancellationToken);
        var sources = await SourcesAsync(question.Tenant, runs, cancellationToken);
        return
        [
            .. places.Select(place => new ScoreRestatement(
                rows[(place.AccountId, place.AsOf, place.First)], rows[(place.AccountId, place.AsOf, place.Now)], sources[place.First], sources[place.Now])),
        ];
    }

    private async Task<Dictionary<(string AccountId, DateOnly AsOf, ulong Run), ScoreRow>> RowsAsync(
        RestatementQuestion question, string[] accounts, DateOnly[] days, ulong[] runs, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(
            new ClickHouseQuery(RestatementSql.OfRuns)
            {
                Parameters = new() { { "tenant", question.Tenant }, { "model", question.ModelHash }, { "accounts", accounts }, { "days", days }, { "runs", runs } },
                Timeout = Limit,
            },
            ScoreRowFormat.Read,
            cancellationToken);

        // A row that was written twice after an error is there twice, and says the same.
        return rows.DistinctBy(row => (row.AccountId, row.AsOf, row.RunId)).ToDictionary(row => (row.AccountId, row.AsOf, row.RunId));
    }

    private async Task<Dictionary<ulong, ScoreRunSource>> SourcesAsync(string tenant, ulong[] runs, CancellationToken cancellationToken)
    {
        var sources = await client.QueryAsync(
            RestatementSql.RunSources,
            new() { { "tenant", tenant }, { "runs", runs } },
            row => new ScoreRunSource(row.ReadUInt64(), row.ReadUInt64(), (long)row.ReadUInt64()),
            cancellationToken);
        return sources.DistinctBy(source => source.RunId).ToDictionary(source => source.RunId);
    }
}
