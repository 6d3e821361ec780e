namespace CsTelemetry.ClickHouse.Auditing;

/// <summary>Finds and removes what one server holds twice. All copies of an event are on one shard, since they are of one account.</summary>
internal sealed class ShardAudit(ClickHouseClient server, AuditSql sql)
{
    private const int DaysBeyondMonth = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    public async Task<DuplicateCount> FindDuplicatesAsync(int month, CancellationToken cancellationToken)
    {
        var parameters = Parameters(month);
        await ExecuteAsync(AuditSql.DropDuplicates, parameters, cancellationToken);
        await ExecuteAsync(AuditSql.CreateDuplicates, parameters, cancellationToken);
        await ExecuteAsync(sql.FindDuplicates, parameters, cancellationToken);
        var counts = await QueryAsync(
            sql.CountDuplicates,
            parameters,
            row => new DuplicateCount((long)row.ReadUInt64(), row.ReadInt64(), (long)row.ReadUInt64(), (long)row.ReadUInt64()),
            cancellationToken);
        return counts[0];
    }

    public Task<List<int>> TouchedMonthsAsync(int month, CancellationToken cancellationToken) =>
        QueryAsync(sql.TouchedMonths, Parameters(month), row => (int)row.ReadUInt32(), cancellationToken);

    public async Task<long> RemoveDuplicatesAsync(int month, int touched, CancellationToken cancellationToken)
    {
        var parameters = Parameters(month);
        parameters.Add("touched", (long)Month.Check(touched));
        await ExecuteAsync(AuditSql.DropStaging, parameters, cancellationToken);
        await ExecuteAsync(sql.CreateStaging, parameters, cancellationToken);
        await ExecuteAsync(sql.StageOthers, parameters, cancellationToken);
        await ExecuteAsync(sql.StageSurvivors, parameters, cancellationToken);
        var staged = (await QueryAsync(AuditSql.CountStaged, parameters, row => (long)row.ReadUInt64(), cancellationToken))[0];
        var expected = (await QueryAsync(sql.CountExpected, parameters, row => row.ReadNullable(value => value.ReadInt64()), cancellationToken))[0];
        if (staged != expected)
        {
            throw new IOException($"Month {touched} without its duplicates would have {staged} events instead of {expected} at {server.Endpoint}; it was left as it is. Run the audit again.");
        }

        var before = (await QueryAsync(sql.CountMonth, new() { { "month", (long)touched } }, row => (long)row.ReadUInt64(), cancellationToken))[0];
        if (before != staged)
        {
            await ExecuteAsync(sql.Swap(touched, isEmpty: staged == 0), ClickHouseParameters.None, cancellationToken);
        }

        await ExecuteAsync(AuditSql.DropStaging, ClickHouseParameters.None, cancellationToken);
        return before - staged;
    }

    public Task EndAsync(CancellationToken cancellationToken) => ExecuteAsync(AuditSql.DropDuplicates, ClickHouseParameters.None, cancellationToken);

    public Task<List<T>> QueryAsync<T>(string statement, ClickHouseParameters parameters, Func<Rows.RowBinaryReader, T> read, CancellationToken cancellationToken) =>
        server.QueryAsync(new ClickHouseQuery(statement) { Parameters = parameters, Timeout = Limit }, read, cancellationToken);

    private Task ExecuteAsync(string statement, ClickHouseParameters parameters, CancellationToken cancellationToken) =>
        server.ExecuteAsync(new ClickHouseQuery(statement) { Parameters = parameters, Timeout = Limit }, cancellationToken);

    private static ClickHouseParameters Parameters(int month)
    {
        var (first, last) = Month.Days(Month.Check(month));
        return new() { { "month", (long)month }, { "first", first }, { "window_end", last.AddDays(DaysBeyondMonth) } };
    }
}
