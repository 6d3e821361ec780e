using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Auditing;
using CsTelemetry.Collector.Administering;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Storing;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Tests.Administering;

/// <summary>Before a month is rewritten, a real store is asked whether others insert.</summary>
[Collection(SecondStoreTests.Name)]
public sealed class OtherCollectorsTests(StoreFixture fixture) : IAsyncLifetime, IDisposable
{
    private static readonly DateOnly May = new(2026, 5, 1);

    private readonly ScratchFolder _folder = new();
    private ClickHouseClient _client = null!;
    private WriteAheadLog _log = null!;

    public async Task InitializeAsync()
    {
        _client = await fixture.NewStoreAsync();
        _log = TestLog.Open(_folder.Path);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _log.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_came_in_by_another_collector_lately_keeps_a_repair_from_starting()
    {
        await EventRows.AddAsync(_client, May, 3, log: _log.Id + 1, received: "2026-06-15 11:55:00");

        var fault = await Assert.ThrowsAsync<AdministrationException>(() => Others().RequireNoneAsync(CancellationToken.None));

        Assert.Contains("1 other collectors", fault.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, fault.ExitCode);
    }

    [Fact]
    public async Task What_came_in_by_itself_or_long_ago_does_not()
    {
        await EventRows.AddAsync(_client, May, 3, log: _log.Id, received: "2026-06-15 11:59:00");
        await EventRows.AddAsync(_client, May, 3, sequence: 100, log: _log.Id + 1, received: "2026-06-15 11:49:59");

        await Others().RequireNoneAsync(CancellationToken.None);
    }

    private OtherCollectors Others() => new(new AuditStore(_client), _log, new ManualTimeProvider());
}
