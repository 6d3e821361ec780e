using CsTelemetry.ClickHouse.Landing;

namespace CsTelemetry.ClickHouse.Auditing;

/// <summary>
/// Compares the raw table with the rollup, group by group, finds events that are stored twice, and removes the copies. A month is
/// a number, year · 100 + month. Assumes that nobody inserts meanwhile. Errors are <see cref="ClickHouseException"/>.
/// </summary>
public sealed class AuditStore(ClickHouseClient client)
{
    private const int DaysBeyondMonth = 2;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    /// <summary>Lists the months that have events or rollup between two days, both included, oldest first.</summary>
    public Task<List<int>> MonthsAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        QueryAsync(AuditSql.Months, new() { { "first", first }, { "last", last } }, row => (int)row.ReadUInt32(), cancellationToken);

    /// <summary>Lists the days between two, both included, on which any group of the rollup is not what the raw table says.</summary>
    public Task<List<RollupDifference>> DifferencesAsync(DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        QueryAsync(
            AuditSql.Differences,
            new() { { "first", first }, { "last", last } },
            row => new RollupDifference(row.ReadDate(), (long)row.ReadUInt64(), (long)row.ReadUInt64()),
            cancellationToken);

    /// <summary>Finds the events of a month that are stored more than once, by (tenant, client instance, sequence), and notes them for <see cref="RemoveDuplicatesAsync"/>.</summary>
    public async Task<DuplicateCount> FindDuplicatesAsync(int month, CancellationToken cancellationToken)
    {
        var parameters = Parameters(month);
        await ExecuteAsync(AuditSql.DropDuplicates, parameters, cancellationToken);
        await ExecuteAsync(AuditSql.CreateDuplicates, parameters, cancellationToken);
        await ExecuteAsync(AuditSql.FindDuplicates, parameters, cancellationToken);
        var counts = await QueryAsync(
            AuditSql.CountDuplicates,
            parameters,
            row => new DuplicateCount((long)row.ReadUInt64(), row.ReadInt64(), (long)row.ReadUInt64(), (long)row.ReadUInt64()),
            cancellationToken);
        return counts[0];
    }

    /// <summary>Lists the months that hold the rows that were found: the month itself, and the next one when a copy was given a later day.</summary>
    public Task<List<int>> TouchedMonthsAsync(int month, CancellationToken cancellationToken) =>
        QueryAsync(AuditSql.TouchedMonths, Parameters(month), row => (int)row.ReadUInt32(), cancellationToken);

    /// <summary>
    /// Lays one of those months out anew without the copies, aside, and swaps it in at once; of each event stays what came first. The rollup of
    /// that month must then be rebuilt. Returns how many rows went.
    /// </summary>
    public async Task<long> RemoveDuplicatesAsync(int month, int touched, CancellationToken cancellationToken)
    {
        var parameters = Parameters(month);
        parameters.Add("touched", (long)Month.Check(touched));
        await ExecuteAsync(AuditSql.DropStaging, parameters, cancellationToken);
        await ExecuteAsync(AuditSql.CreateStaging, parameters, cancellationToken);
        await ExecuteAsync(AuditSql.StageOthers, parameters, cancellationToken);
        await ExecuteAsync(AuditSql.StageSurvivors, parameters, cancellationToken);
        var staged = (await QueryAsync(AuditSql.CountStaged, parameters, row => (long)row.ReadUInt64(), cancellationToken))[0];
        var expected = (await QueryAsync(AuditSql.CountExpected, parameters, row => row.ReadNullable(value => value.ReadInt64()), cancellationToken))[0];
        if (staged != expected)
        {
            throw new IOException($"Month {touched} without its duplicates would have {staged} events instead of {expected}; it was left as it is. Run the audit again.");
        }

        var before = await CountAsync(touched, cancellationToken);
        var change = staged == 0 ? $"DROP PARTITION {touched}" : $"REPLACE PARTITION {touched} FROM events_rebuild";
        await ExecuteAsync($"ALTER TABLE events {change}", ClickHouseParameters.None, cancellationToken);
        await ExecuteAsync(AuditSql.DropStaging, ClickHouseParameters.None, cancellationToken);
        return before - staged;
    }

    /// <summary>Forgets what was found.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => ExecuteAsync(AuditSql.DropDuplicates, ClickHouseParameters.None, cancellationToken);

    private async Task<long> CountAsync(int month, CancellationToken cancellationToken) =>
        (await QueryAsync(
            "SELECT count() FROM events WHERE toYYYYMM(day) = {month:UInt32}", new() { { "month", (long)month } }, row => (long)row.ReadUInt64(), cancellationToken))[0];

    private static ClickHouseParameters Parameters(int month)
    {
        var (first, last) = Month.Days(Month.Check(month));
        return new() { { "month", (long)month }, { "first", first }, { "window_end", last.AddDays(DaysBeyondMonth) } };
    }

    private Task ExecuteAsync(string sql, ClickHouseParameters parameters, CancellationToken cancellationToken) =>
        client.ExecuteAsync(new ClickHouseQuery(sql) { Parameters = parameters, Timeout = Limit }, cancellationToken);

    private Task<List<T>> QueryAsync<T>(string sql, ClickHouseParameters parameters, Func<Rows.RowBinaryReader, T> read, CancellationToken cancellationToken) =>
        client.QueryAsync(new ClickHouseQuery(sql) { Parameters = parameters, Timeout = Limit }, read, cancellationToken);
}
