using CsTelemetry.ClickHouse.Native;

namespace CsTelemetry.ClickHouse.Landing;

/// <summary>
/// Asks the store whether it takes rows, aside: in an empty copy of the raw table with the same columns and constraints, so that
/// looking for a bad row leaves nothing behind. One user at a time; errors are <see cref="ClickHouseException"/>.
/// </summary>
/// <param name="client">The store.</param>
/// <param name="events">The raw table, as its servers name it.</param>
/// <param name="walId">The log whose rows are asked about: collectors that share a store each have a copy of their own.</param>
public sealed class PoisonProbe(ClickHouseClient client, string events, ulong walId)
{
    private readonly string _table = $"events_probe_{walId:x16}";
    private long _probes;

    /// <summary>Makes the copy; one that a crash left is replaced.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        await EndAsync(cancellationToken);
        await client.ExecuteAsync($"CREATE TABLE {_table} AS {events} ENGINE = MergeTree ORDER BY tuple()", null, cancellationToken);
    }

    /// <summary>Returns what is wrong with the rows; null if the store takes them.</summary>
    public async Task<ClickHouseException?> TryAsync(NativeBlock rows, CancellationToken cancellationToken)
    {
        try
        {
            await client.InsertNativeAsync(_table, rows, $"probe-{++_probes}", cancellationToken);
            return null;
        }
        catch (ClickHouseException exception) when (exception.IsAboutData)
        {
            return exception;
        }
    }

    /// <summary>Removes the copy.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => client.ExecuteAsync($"DROP TABLE IF EXISTS {_table} SYNC", null, cancellationToken);
}
