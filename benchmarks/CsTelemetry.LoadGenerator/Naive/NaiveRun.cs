using System.Diagnostics;
using CsTelemetry.LoadGenerator.Load;
using CsTelemetry.LoadGenerator.Running;
using CsTelemetry.LoadGenerator.Sending;

namespace CsTelemetry.LoadGenerator.Naive;

/// <summary>Measures the naive pipeline with the same batches at the same ClickHouse, in a database of its own.</summary>
internal static class NaiveRun
{
    private const long WarmUpEvents = 50_000, Events = 200_000;

    public static async Task<PipelineFigures> MeasureAsync(Store store, IReadOnlyList<BatchTemplate> templates, LoadOptions options, CancellationToken cancellationToken)
    {
        await store.Client.ExecuteAsync($"CREATE DATABASE {NaiveServer.Database}", null, cancellationToken);
        await store.Client.ExecuteAsync($"CREATE TABLE {NaiveServer.Database}.events AS {store.Endpoint.Database}.events", null, cancellationToken);
        await using var server = await NaiveProcess.StartAsync(store.Endpoint, cancellationToken);
        var connections = Enumerable.Range(0, options.Connections).Select(_ => new Connection(server.Grpc, "none")).ToList();
        var sender = new Sender(connections, templates, options.InFlight);
        await sender.RunAsync(WarmUpEvents / options.Batch, null, cancellationToken);

        var (serverBefore, storeBefore) = (ProcessReading.Of(server.ProcessId), ProcessReading.Of(store.ProcessId));
        var started = Stopwatch.GetTimestamp();
        var times = await sender.RunAsync(Events / options.Batch, null, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);
        var (serverAfter, storeAfter) = (ProcessReading.Of(server.ProcessId), ProcessReading.Of(store.ProcessId));
        connections.ForEach(connection => connection.Dispose());

        var sent = Events / options.Batch * options.Batch;
        var stored = await store.CountAsync($"SELECT count() FROM {NaiveServer.Database}.events", cancellationToken);
        if (stored != sender.AcknowledgedEvents)
        {
            throw new InvalidOperationException($"Of {sender.AcknowledgedEvents} events the naive server stored {stored}.");
        }

        return new PipelineFigures(
            sent / elapsed.TotalSeconds,
            (serverAfter.Processor - serverBefore.Processor).TotalNanoseconds / sent,
            (storeAfter.Processor - storeBefore.Processor).TotalNanoseconds / sent,
            Quantile.Of(times, .5),
            Quantile.Of(times, .99));
    }
}
