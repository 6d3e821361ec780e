using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CsTelemetry.ClickHouse.Native;
using CsTelemetry.ClickHouse.Schema;
using CsTelemetry.ClickHouse.Tests.Servers;

namespace CsTelemetry.ClickHouse.Tests.Client;

[Collection(EmbeddedServerTests.Name)]
public sealed class MetricsTests : IDisposable
{
    private readonly EmbeddedFixture _fixture;
    private readonly ConcurrentQueue<string> _seen = new();
    private readonly MeterListener _listener = new();

    public MetricsTests(EmbeddedFixture fixture)
    {
        _fixture = fixture;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "CsTelemetry.ClickHouse")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep($"{instrument.Name} {value}", tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep($"{instrument.Name} {(value >= 0 ? "s" : "")}", tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task An_insert_counts_its_rows_bytes_and_duration()
    {
        using var client = await _fixture.NewDatabaseAsync();
        await new SchemaMigrator(client).MigrateAsync(CancellationToken.None);
        using var writer = new NativeBlockWriter();
        var block = EventBlocks.Write(writer, 4321);

        await client.InsertNativeAsync("events", block, "b1", CancellationToken.None);

        Assert.Contains("cstelemetry.clickhouse.insert.rows 4321", _seen);
        Assert.Contains($"cstelemetry.clickhouse.insert.bytes {block.Bytes.Length}", _seen);
        Assert.Contains("cstelemetry.clickhouse.requests 1 operation=insert", _seen);
        Assert.Contains("cstelemetry.clickhouse.request.duration s operation=insert", _seen);
    }

    [Fact]
    public async Task A_failure_is_counted_by_its_name()
    {
        using var client = new ClickHouseClient(_fixture.Endpoint.WithDatabase("default"));

        await Assert.ThrowsAsync<ClickHouseException>(() => client.ExecuteAsync("SELECT 1 +", null, CancellationToken.None));

        Assert.Contains("cstelemetry.clickhouse.errors 1 operation=execute error=SYNTAX_ERROR", _seen);
    }

    private void Keep(string text, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (key, value) in tags)
        {
            text += $" {key}={value}";
        }

        _seen.Enqueue(text);
    }
}
