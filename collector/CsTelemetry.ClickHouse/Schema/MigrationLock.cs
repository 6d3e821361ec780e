using System.Globalization;

namespace CsTelemetry.ClickHouse.Schema;

// The lock is a table: to create one that exists fails, and that is decided by the server. Who holds schema_lock_N alters
// its comment every few seconds. When N is stale, its successor is schema_lock_(N+1), which again only one can create; so
// nobody ever drops a lock that somebody else has just taken.

/// <summary>
/// Lets one process at a time change the schema of a database. Crashed holders are succeeded after
/// a minute by the server's clock. One use.
/// </summary>
internal sealed class MigrationLock(ClickHouseClient client, TimeProvider time, TimeSpan staleAfter)
{
    private const string Prefix = "schema_lock_";

    private const int TableAlreadyExists = 57;
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RenewInterval = TimeSpan.FromSeconds(10);

    private const string ListSql =
        $$"""
        SELECT toUInt32(substring(name, length('{{Prefix}}') + 1)), toInt64(dateDiff('second', metadata_modification_time, now()))
        FROM system.tables
        WHERE database = currentDatabase() AND match(name, '^{{Prefix}}[0-9]+$')
        """;

    public MigrationLock(ClickHouseClient client, TimeProvider time)
        : this(client, time, TimeSpan.FromMinutes(1))
    {
    }

    /// <summary>Waits for the lock, runs the work and gives the lock back. The database must exist.</summary>
    public async Task RunAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        var number = await TakeAsync(cancellationToken);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewal = RenewAsync(number, ending.Token);
        try
        {
            await work();
        }
        finally
        {
            await ending.CancelAsync();
            await renewal;
            await DropAsync(number, CancellationToken.None);
        }
    }

    private async Task<uint> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var held = await ListAsync(cancellationToken);
            if (held.All(IsStale))
            {
                var mine = held.Select(one => one.Number).DefaultIfEmpty().Max() + 1;
                if (await TryCreateAsync(mine, cancellationToken) && await IsAloneAsync(mine, cancellationToken))
                {
                    return mine;
                }
            }

            await Task.Delay(LongestPoll * Random.Shared.NextDouble(), time, cancellationToken);
        }
    }

    // Two that read the list at different moments may each have created one: then both give way.
    private async Task<bool> IsAloneAsync(uint mine, CancellationToken cancellationToken)
    {
        var others = (await ListAsync(cancellationToken)).Where(one => one.Number != mine).ToList();
        if (!others.All(IsStale))
        {
            await DropAsync(mine, cancellationToken);
            return false;
        }

        foreach (var (number, _) in others)
        {
            await DropAsync(number, cancellationToken);
        }

        return true;
    }

    private async Task<bool> TryCreateAsync(uint number, CancellationToken cancellationToken)
    {
        try
        {
            await client.ExecuteAsync($"CREATE TABLE {Name(number)} (x UInt8) ENGINE = MergeTree ORDER BY x", null, cancellationToken);
            return true;
        }
        catch (ClickHouseException exception) when (exception.Code == TableAlreadyExists)
        {
            return false;
        }
    }

    private async Task RenewAsync(uint number, CancellationToken cancellationToken)
    {
        try
        {
            for (var renewal = 1; ; renewal++)
            {
                await Task.Delay(RenewInterval, time, cancellationToken);
                await client.ExecuteAsync($"ALTER TABLE {Name(number)} MODIFY COMMENT 'renewed {renewal} times'", null, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ClickHouseException)
        {
            // Not renewed, it becomes stale; the statements that run bear repetition.
        }
    }

    private Task DropAsync(uint number, CancellationToken cancellationToken) =>
        client.ExecuteAsync($"DROP TABLE IF EXISTS {Name(number)} SYNC", null, cancellationToken);

    private Task<List<(uint Number, long AgeSeconds)>> ListAsync(CancellationToken cancellationToken) =>
        client.QueryAsync(ListSql, null, row => (row.ReadUInt32(), row.ReadInt64()), cancellationToken);

    private bool IsStale((uint Number, long AgeSeconds) held) => held.AgeSeconds > staleAfter.TotalSeconds;

    private static string Name(uint number) => Prefix + number.ToString(CultureInfo.InvariantCulture);
}
