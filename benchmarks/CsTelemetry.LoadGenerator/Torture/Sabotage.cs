using CsTelemetry.LoadGenerator.Running;

namespace CsTelemetry.LoadGenerator.Torture;

/// <summary>Falsifies the store, so that it can be seen that the judge notices.</summary>
internal static class Sabotage
{
    public const int Lost = 2, Doubled = 3;

    public static async Task DoAsync(Store store, CancellationToken cancellationToken)
    {
        await store.Client.ExecuteAsync($"INSERT INTO events SELECT * FROM events ORDER BY client_instance_id, sequence LIMIT {Doubled}", null, cancellationToken);
        await store.Client.ExecuteAsync(
            $"ALTER TABLE events DELETE WHERE (client_instance_id, sequence) IN (SELECT client_instance_id, sequence FROM events ORDER BY client_instance_id DESC, sequence DESC LIMIT {Lost}) SETTINGS mutations_sync = 1",
            null,
            cancellationToken);
    }
}
