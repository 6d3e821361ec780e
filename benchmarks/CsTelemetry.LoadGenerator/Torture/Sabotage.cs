using CsTelemetry.LoadGenerator.Running;

namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>Falsifies the store, so that it can be seen that the judge notices.</summary>
internal static class Sabotage
{
    public const int Lost = 2, Doubled = 3;

    public static async Task DoAsync(Store store, CancellationToken cancellationToken)
    {
        await store.Client.ExecuteAsync($"INSERT INTO events SELECT * FROM events ORDER BY client_instance_id, sequence LIMIT {Doubled}", null, cancellationToken);

        // Named one by one: a deletion that looks its rows up in the table it changes looks again for each part.
        var chosen = await store.Client.QueryAsync(
            $"SELECT client_instance_id, sequence FROM events ORDER BY client_instance_id DESC, sequence DESC LIMIT {Lost}",
            null,
            row => (Client: row.ReadUInt64(), Sequence: row.ReadUInt64()),
            cancellationToken);
        foreach (var (client, sequence) in chosen)
        {
            await store.Client.ExecuteAsync(
                $"ALTER TABLE events DELETE WHERE client_instance_id = {client} AND sequence = {sequence} SETTINGS mutations_sync = 1", null, cancellationToken);
        }
    }
}
