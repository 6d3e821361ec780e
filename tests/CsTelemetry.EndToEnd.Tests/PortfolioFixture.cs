using CsTelemetry.EndToEnd.Tests.Running;

namespace CsTelemetry.EndToEnd.Tests;

/// <summary>A collector that holds 200 days of a small, seeded portfolio, published through the SDK; and the same events as a plain list.</summary>
public sealed class PortfolioFixture : IAsyncLifetime
{
    private const int Seed = 20261121;
    private CollectorProcess? _collector;

    internal CollectorProcess Collector => _collector!;

    internal string ReadKey { get; private set; } = "";

    internal string IngestKey { get; private set; } = "";

    internal DateOnly AsOf { get; } = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-1);

    internal IReadOnlyList<SeededUse> Uses { get; private set; } = [];

    public async Task InitializeAsync()
    {
        _collector = await CollectorProcess.StartAsync();
        ReadKey = await Collector.CreateKeyAsync("acme", "read");
        IngestKey = await Collector.CreateKeyAsync("acme", "ingest,backfill");
        Uses = SeededUse.History(Seed, AsOf);
        await PublishAsync();
        using var api = new ApiReader(Collector.Http, ReadKey);
        await api.ScoredAsync();
    }

    public async Task DisposeAsync()
    {
        if (_collector is not null)
        {
            await _collector.DisposeAsync();
        }
    }

    private async Task PublishAsync()
    {
        await using var telemetry = CsTelemetryClient.Create(options =>
        {
            options.Endpoint = Collector.Grpc;
            options.ApiKey = IngestKey;
        });
        foreach (var use in Uses)
        {
            Assert.True(telemetry.TrackFeature(use.Feature, use.Account, use.User, new() { OccurredAt = use.At, ActorKind = use.Actor }));
        }

        Assert.True(telemetry.TrackLogin("only-logs-in", "someone", new() { OccurredAt = AsOf.AddDays(-60).ToDateTime(new TimeOnly(9, 0), DateTimeKind.Utc) }));
        Assert.True(telemetry.SetAccount("account-00", [new("name", "The First Account"), new("plan", "business")]));
        var result = await telemetry.FlushAsync(TimeSpan.FromSeconds(60));
        Assert.True(result.AllDelivered, $"{result}");
    }
}
