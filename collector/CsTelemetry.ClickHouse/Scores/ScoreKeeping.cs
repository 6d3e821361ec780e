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
        await client.ExecuteAsync(ScoreSql.Renew, new() { { "log", log } }, cancellationToken);
        var least = await client.QueryAsync(ScoreSql.Keeper, new() { { "seconds", aliveSeconds } }, row => row.ReadUInt64(), cancellationToken);
        return least[0] == log;
    }

    /// <summary>Finds how far the logs have been looked through.</summary>
    public async Task<LogHorizon> MarksAsync(CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(ScoreSql.Marks, null, row => (Log: row.ReadUInt64(), Batch: row.ReadUInt64()), cancellationToken);
        return new LogHorizon(rows.ToDictionary(row => row.Log, row => row.Batch));
    }

    /// <summary>Writes how far the logs have been looked through.</summary>
    public Task MarkAsync(LogHorizon marks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(marks);
        return client.ExecuteAsync(ScoreSql.WriteMarks, new() { { "logs", marks.Logs }, { "batches", marks.LastBatches } }, cancellationToken);
    }
}
