namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Lets several collectors of one store agree on who runs the scores, and remembers how far that one has looked. Thread-safe.</summary>
public sealed class ScoreKeeping(ClickHouseClient client)
{
    /// <summary>Says that a collector is alive, and tells whether it is the least of those that are: of those that said so within some seconds, by the store's clock.</summary>
    /// <param name="log">The collector's log.</param>
    /// <param name="aliveSeconds">For how long saying so counts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> RenewAsync(ulong log, int aliveSeconds, CancellationToken cancellationToken)
    {
        await client.ExecuteAsync(ScoreKeepingSql.Renew, new() { { "log", log } }, cancellationToken);
        var least = await client.QueryAsync(ScoreKeepingSql.Keeper, new() { { "seconds", aliveSeconds } }, row => row.ReadUInt64(), cancellationToken);
        return least[0] == log;
    }

    /// <summary>Finds how far the logs have been looked through.</summary>
    public async Task<LogHorizon> MarksAsync(CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(ScoreKeepingSql.Marks, null, row => (Log: row.ReadUInt64(), Batch: row.ReadUInt64()), cancellationToken);
        return new LogHorizon(rows.ToDictionary(row => row.Log, row => row.Batch));
    }

    /// <summary>Finds from which day on scores of tenants wait to be computed again; tenants of which none do are not named.</summary>
    public async Task<IReadOnlyDictionary<string, DateOnly>> BacklogAsync(CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(ScoreKeepingSql.Backlog, null, row => (Tenant: row.ReadString(), From: row.ReadDate()), cancellationToken);
        return rows.ToDictionary(row => row.Tenant, row => row.From, StringComparer.Ordinal);
    }

    /// <summary>Writes from which day on scores of a tenant wait; null when none do any more.</summary>
    public Task WriteBacklogAsync(string tenant, DateOnly? from, CancellationToken cancellationToken) => client.ExecuteAsync(
        ScoreKeepingSql.WriteBacklog,
        new() { { "tenant", tenant }, { "is_open", from is not null }, { "from", from ?? DateOnly.FromDateTime(DateTime.UnixEpoch) } },
        cancellationToken);

    /// <summary>Writes how far the logs have been looked through.</summary>
    public Task MarkAsync(LogHorizon marks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(marks);
        return client.ExecuteAsync(ScoreKeepingSql.WriteMarks, new() { { "logs", marks.Logs }, { "batches", marks.LastBatches } }, cancellationToken);
    }
}
