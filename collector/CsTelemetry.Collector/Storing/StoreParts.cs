using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Storing;

/// <summary>Puts together what the store writer works with. Runs alone.</summary>
internal sealed class StoreParts : IDisposable
{
    // What a start reads again of what was verified before it.
    private const int MaxRememberedEvents = 500_000;

    private readonly EventsBlockEncoder _encoder;
    private readonly RangeReader _rows;

    public StoreParts(
        WriteAheadLog log, LandingStore store, StoreTopology topology, IErasureHorizon erasures, Persistence persistence, QuarantineMetrics metrics, StoreOptions options, TimeProvider time, ILogger<StoreWriter> logger)
    {
        var quarantine = new QuarantineStore(topology.Client);
        _encoder = new EventsBlockEncoder(log.Id);
        _rows = new RangeReader(log);
        Window = new VerifiedWindow(log, erasures, time);
        Proof = new LandingProof(store, _encoder, _rows, log.Id, time, logger);
        RestartAudit = new RestartAudit(store, Proof, Window, time, options.AuditInterval, logger);
        Recent = new WindowAudit(store, Proof, Window, log.Id);
        var poison = new PoisonSearch(new PoisonProbe(topology.Client, topology.Local("events"), log.Id), _encoder, options);
        Lander = new BatchLander(store, poison, new ControlLog(log), _rows, _encoder, persistence, log.Id, time, logger);
        Quarantine = new QuarantineWriter(quarantine, new QuarantineLimit(quarantine, options.MaxQuarantinedPerDay), _rows, metrics, persistence, log.Id, time, logger);
    }

    public BatchLander Lander { get; }

    public LandingProof Proof { get; }

    public QuarantineWriter Quarantine { get; }

    public VerifiedWindow Window { get; }

    public RestartAudit RestartAudit { get; }

    public WindowAudit Recent { get; }

    public void Dispose() => _encoder.Dispose();

    /// <summary>Takes up what was verified lately before this start, as far as the log still has it.</summary>
    /// <returns>Null: it says nothing about the store.</returns>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public Task<int?> RememberSettledAsync(StoreState state)
    {
        var left = MaxRememberedEvents;
        var remembered = state.Settled.Reverse().TakeWhile(range => (left -= range.EventCount) >= 0).Reverse();
        Window.Add(remembered.Select(range => Footprint(range, state.Exclusions.GetValueOrDefault(range.First)?.Rows ?? [])).OfType<RangeFootprint>());
        return Task.FromResult<int?>(null);
    }

    // A range of which a record is gone is not what was inserted: it cannot be judged.
    private RangeFootprint? Footprint(FrozenRange range, IReadOnlyList<ExcludedRow> excluded)
    {
        var columns = _rows.Columns(range);
        return columns.Count == range.EventCount ? RangeFootprint.Of(range, columns, rejectedCount: 0).Without(excluded, columns) : null;
    }
}
