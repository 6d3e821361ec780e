using System.Collections.Frozen;
using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Receiving;
using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Validating;
using CsTelemetry.Protocol.V1;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Tests.Receiving;

/// <summary>Is the receiving half of a collector on a real log.</summary>
internal sealed class Intake : IAsyncDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly ErasureMetrics _erasureMetrics;

    internal Intake(long maxLogBytes = 1L << 30)
    {
        var tenants = new TenantsOptions { ["nepal"] = new TenantOptions { TimeZone = "Asia/Kathmandu" } };
        Log = TestLog.Open(_folder.File("log"), maxLogBytes);
        DrainRate = new DrainRate(Time);
        Gate = new IntakeGate(Tombstones);
        Erasures = new ErasureBook(Tombstones, Time);
        Handler = new PublishHandler(
            new BatchAcceptor(Log, new BatchMemory(Time), Books, DrainRate, new CollectorHealth()), new TenantDirectory(tenants), Gate, new Cardinality(Limits, Time), Time);
        _erasureMetrics = new ErasureMetrics(Erasures, Time);
        Forget = new ForgetHandler(new ErasureTaker(Log, Erasures, Gate, _erasureMetrics, Time));
        Keys = new KeyFile(_folder.File("keys.json"));
    }

    internal ByteBudget Budget { get; } = new(16 * 1024 * 1024);

    internal CardinalityOptions Limits { get; } = new();

    internal ManualTimeProvider Time { get; } = new();

    internal WriteAheadLog Log { get; }

    internal DrainRate DrainRate { get; }

    internal Books Books { get; } = new();

    internal Tombstones Tombstones { get; } = new();

    internal IntakeGate Gate { get; }

    internal ErasureBook Erasures { get; }

    internal PublishHandler Handler { get; }

    internal ForgetHandler Forget { get; }

    internal KeyFile Keys { get; }

    internal Task<PublishResponse> PublishAsync(PublishRequest request, Caller caller) =>
        Handler.PublishAsync(new PublishMessages(Budget).Copy(request), caller);

    internal static Caller Caller(string tenant = "demo", params string[] scopes) => new(tenant, $"{tenant}_1", scopes.ToFrozenSet());

    internal static PublishRequest Request(ulong batch, int events = 1) => new()
    {
        ClientInstanceId = Sample.Client,
        BatchSequence = batch,
        Events = { Enumerable.Range(1, events).Select(i => Event((ulong)i)) },
    };

    internal static Event Event(ulong sequence = 1) => new()
    {
        Kind = EventKind.FeatureUse,
        Sequence = sequence,
        OccurredAtUnixMs = Sample.Now.ToUnixTimeMilliseconds(),
        AccountId = "acme",
        UserId = "ann",
        Feature = "reports.export",
    };

    public async ValueTask DisposeAsync()
    {
        _erasureMetrics.Dispose();
        await Log.DisposeAsync();
        _folder.Dispose();
    }
}
