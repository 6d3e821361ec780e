using CsTelemetry.ClickHouse;
using CsTelemetry.ClickHouse.Clusters;
using CsTelemetry.ClickHouse.Erasing;
using CsTelemetry.ClickHouse.Landing;
using CsTelemetry.Collector.Accepting;
using CsTelemetry.Collector.Accounting;
using CsTelemetry.Collector.Erasing;
using CsTelemetry.Collector.Events;
using CsTelemetry.Collector.Hosting;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Collector.Storing;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Zones;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Tests.Storing;

/// <summary>Is a collector without its ports: opened on a directory again, it is that collector after a restart.</summary>
internal sealed class StorePipeline : IAsyncDisposable
{
    private const int StepFailed = 3002;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly StoreTopology _topology;
    private readonly StoreWriter _writer;
    private readonly BatchAcceptor _acceptor;
    private readonly ErasureMetrics _erasureMetrics;
    private readonly DuplicateMetrics _duplicateMetrics = new();
    private readonly QuarantineMetrics _quarantineMetrics = new();
    private Task _running = Task.CompletedTask;

    internal StorePipeline(
        string directory, ClickHouseClient client, Func<StorePipeline, IRetirementWitness>? witness = null, TimeProvider? time = null, StoreOptions? options = null)
        : this(directory, StoreTopology.Of(client), witness, time, options)
    {
    }

    internal StorePipeline(
        string directory, StoreTopology topology, Func<StorePipeline, IRetirementWitness>? witness = null, TimeProvider? time = null, StoreOptions? options = null)
    {
        _topology = topology;
        time ??= TimeProvider.System;
        options ??= Options;
        Log = TestLog.Open(Path.Combine(directory, "log"));
        MemoryFile = new BatchMemoryFile(Path.Combine(directory, "batches.memory"));
        var keeper = new BatchMemoryKeeper(Memory, MemoryFile, new CapturingLogger<BatchMemoryKeeper>());
        keeper.Restore();
        Tombstones = new Tombstones();
        Gate = new IntakeGate(Tombstones);
        Erasures = new ErasureBook(Tombstones, Clock);
        var erasureKeeper = new ErasureKeeper(Erasures, new ErasureFile(Path.Combine(directory, "erasures.memory")), new CapturingLogger<ErasureKeeper>());
        erasureKeeper.Restore();
        Keeper = new RetirementWitnesses(keeper, erasureKeeper);
        var state = JournalRecovery.Run(Log, Memory, Erasures, new AccountZones(), Books);
        _erasureMetrics = new ErasureMetrics(Erasures, Clock);
        Taker = new ErasureTaker(Log, Erasures, Gate, _erasureMetrics, Clock);
        var round = new ErasureRound(Log, Erasures, new ErasureStore(topology), _erasureMetrics, TimeProvider.System, Erased);
        Store = new LandingStore(topology);
        var drainRate = new DrainRate(TimeProvider.System);
        var persistence = new Persistence(options, Health, time, Failures);
        Parts = new StoreParts(Log, Store, topology, Erasures, persistence, _quarantineMetrics, options, time, Messages);
        _acceptor = new BatchAcceptor(Log, Memory, Books, drainRate, Health);
        _writer = new StoreWriter(
            Log, state, Parts, witness?.Invoke(this) ?? Keeper, round, Books, drainRate, persistence, options, time, Messages);
    }

    /// <summary>Gets settings that cut often and wait little.</summary>
    internal static StoreOptions Options { get; } = new()
    {
        FlushInterval = TimeSpan.FromMilliseconds(20),
        MaxBatchEvents = 150,
        AuditInterval = TimeSpan.FromMilliseconds(50),
        AuditShare = 1,
        RetryFirstDelay = TimeSpan.FromMilliseconds(10),
        RetryLongestDelay = TimeSpan.FromMilliseconds(50),
    };

    internal WriteAheadLog Log { get; }

    /// <summary>Makes the search for what another collector had before; the pipeline itself never runs it.</summary>
    internal DuplicateSweep NewSweep() => new(
        new DuplicateBatches(_topology, Log.Id), _duplicateMetrics, Parts.Window, new StoreOptions(), Clock, Swept);

    internal CapturingLogger<DuplicateSweep> Swept { get; } = new();

    internal LandingStore Store { get; }

    internal StoreParts Parts { get; }

    internal BatchMemoryFile MemoryFile { get; }

    internal IRetirementWitness Keeper { get; }

    /// <summary>Gets the clock of orders and memories; the store's halves use the real one.</summary>
    internal ManualTimeProvider Clock { get; } = new();

    internal Tombstones Tombstones { get; }

    internal IntakeGate Gate { get; }

    internal ErasureBook Erasures { get; }

    internal ErasureTaker Taker { get; }

    internal CapturingLogger<ErasureRound> Erased { get; } = new();

    internal BatchMemory Memory { get; } = new(new ManualTimeProvider());

    internal Books Books { get; } = new();

    internal CollectorHealth Health { get; } = new();

    internal CapturingLogger<StoreWriter> Messages { get; } = new();

    internal CapturingLogger<Persistence> Failures { get; } = new();

    internal async Task AcceptAsync(IEnumerable<ValidatedBatch> batches)
    {
        var answers = await Task.WhenAll(batches.Select(batch => _acceptor.AcceptAsync(Wired.Judged(batch))));
        Assert.All(answers, answer => Assert.Equal(AcceptanceOutcome.Stored, answer.Outcome));
    }

    /// <summary>Takes a batch as it was sent, with what is wrong in it.</summary>
    internal async Task<IReadOnlyList<Rejection>> AcceptAsync(ReceivedBatch batch)
    {
        var rejections = Judging.Validate(batch, TimeZoneInfo.Utc, backfill: false).Rejections;
        var answer = await _acceptor.AcceptAsync(new JudgedBatch(batch.Identity, batch.Events.Count, rejections, TellsZones: false, Judging.Record(batch, TimeZoneInfo.Utc)));
        Assert.Equal(AcceptanceOutcome.Stored, answer.Outcome);
        return answer.Rejections;
    }

    internal void Start() => _running = Task.Run(() => _writer.RunAsync(_stop.Token));

    /// <summary>Waits until a checkpoint covers every batch that is in the log now.</summary>
    internal Task VerifiedAsync()
    {
        var last = Log.Batches()[^1].Sequence;
        return ControlRecordsAsync(record => JournalFormat.KindOf(record) == JournalRecordKind.Verified && JournalFormat.ReadCheckpoint(record).Through >= last);
    }

    /// <summary>Waits until the writer has added that many cuts or checkpoints to the log, or has no more to do.</summary>
    internal Task StepsAsync(int count)
    {
        var from = Log.LastDurableSequence;
        var last = Log.Batches()[^1].Sequence;
        return ControlRecordsAsync((sequence, record) =>
            (sequence > from && --count <= 0)
            || (JournalFormat.KindOf(record) == JournalRecordKind.Verified && JournalFormat.ReadCheckpoint(record).Through >= last));
    }

    /// <summary>Waits until the writer has put a record of that kind into the log.</summary>
    internal async Task StepsUntilAsync(JournalRecordKind kind)
    {
        Start();
        await ControlRecordsAsync((_, record) => JournalFormat.KindOf(record) == kind);
        await StopAsync();
    }

    /// <summary>Waits until the writer has logged a message that often.</summary>
    internal Task MessageAsync(int id, int times) => UnlessEndedAsync(Messages.Seen(id, times));

    /// <summary>Waits until a step has failed and the health says why, in words that hold the text.</summary>
    internal async Task FailureAsync(string text)
    {
        for (var times = 1; ; times++)
        {
            await UnlessEndedAsync(Failures.Seen(StepFailed, times));
            if (Health.Store.Fault?.Contains(text, StringComparison.Ordinal) == true)
            {
                return;
            }
        }
    }

    /// <summary>Tells the writer to stop and passes on what ended it, if it was anything else.</summary>
    internal async Task StopAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running.WaitAsync(Limit);
        }
        catch (OperationCanceledException)
        {
            // As it was told.
        }
    }

    internal async Task RunUntilVerifiedAsync()
    {
        Start();
        await VerifiedAsync();
        await StopAsync();
    }

    /// <summary>Makes the cuts that the writer would make next, without pinning them.</summary>
    internal async Task<List<Cut>> CutAsync()
    {
        var cutter = new BatchCutter(Log.OpenCursor(1), [], Options, TimeProvider.System);
        var batches = Log.Batches();
        var cuts = new List<Cut>();
        while (await cutter.NextAsync(TimeSpan.FromMilliseconds(1), CancellationToken.None) is { } cut)
        {
            cuts.Add(new Cut(cut.Range, [.. batches.Where(found => found.Sequence >= cut.Range.First && found.Sequence <= cut.Range.Last).Select(found => found.Batch)]));
        }

        return cuts;
    }

    internal Task PinAsync(Cut cut) => new ControlLog(Log).FreezeAsync(cut.Range, CancellationToken.None);

    internal async Task InsertAsync(Cut cut, string? token = null)
    {
        using var encoder = new EventsBlockEncoder(Log.Id);
        await Store.InsertAsync(encoder.Encode(cut), token ?? cut.TokenIn(Log.Id), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _writer.Dispose();
        _erasureMetrics.Dispose();
        _duplicateMetrics.Dispose();
        _quarantineMetrics.Dispose();
        await Log.DisposeAsync();
        _stop.Dispose();
    }

    private delegate bool IsLast(ReadOnlySpan<byte> record);

    private delegate bool IsLastAt(long sequence, ReadOnlySpan<byte> record);

    private Task ControlRecordsAsync(IsLast isLast) => ControlRecordsAsync((_, record) => isLast(record));

    private async Task ControlRecordsAsync(IsLastAt isLast)
    {
        using var limit = new CancellationTokenSource(Limit);
        await UnlessEndedAsync(SeenAsync(isLast, limit.Token));
    }

    private async Task UnlessEndedAsync(Task seen)
    {
        if (await Task.WhenAny(seen, _running).WaitAsync(Limit) == _running && !_running.IsCompletedSuccessfully)
        {
            // It runs until it is stopped: here it was a fault that ended it.
            await _running;
        }

        await seen.WaitAsync(Limit);
    }

    private async Task SeenAsync(IsLastAt isLast, CancellationToken cancellationToken)
    {
        using var cursor = Log.OpenCursor(Log.FirstSequence);
        while (true)
        {
            while (cursor.TryRead(out var record))
            {
                if (JournalFormat.KindOf(record.Payload.Span) != JournalRecordKind.Batch && isLast(record.Sequence, record.Payload.Span))
                {
                    return;
                }
            }

            await cursor.WaitAsync(cancellationToken);
        }
    }
}
