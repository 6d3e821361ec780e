using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Wal;

namespace CsTelemetry.Collector.Administering;

/// <summary>
/// Lets administrative work have the store to itself: its steps are done between inserts, when all that was inserted has been
/// audited. Events wait in the log meanwhile; after two seconds those that wait have their turn, and then the next step. Thread-safe.
/// </summary>
internal sealed class QuietTime(WriteAheadLog log, TimeProvider time) : IQuietWork
{
    private static readonly TimeSpan WhileEventsWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<QuietJob> _jobs = new();

    public async Task<long> WorkAsync(long verifiedThrough, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (_jobs.TryPeek(out var job))
        {
            if (!await job.StepAsync(cancellationToken))
            {
                _jobs.TryDequeue(out _);
            }

            if (time.GetElapsedTime(started) > WhileEventsWait && log.LastDurableSequence > verifiedThrough)
            {
                break;
            }
        }

        return 0;
    }

    /// <summary>Runs work, step by step, in the store's quiet time. The work's own token ends with the collector.</summary>
    public async IAsyncEnumerable<AdministrationLine> RunAsync(
        Func<CancellationToken, IAsyncEnumerable<AdministrationLine>> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var job = new QuietJob(work, cancellationToken);
        _jobs.Enqueue(job);
        await foreach (var line in job.Lines.ReadAllAsync(cancellationToken))
        {
            yield return line;
        }
    }

    /// <summary>Runs one step in the store's quiet time.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> step, CancellationToken cancellationToken)
    {
        await foreach (var _ in RunAsync(Once, cancellationToken))
        {
            // The one line says nothing.
        }

        async IAsyncEnumerable<AdministrationLine> Once([EnumeratorCancellation] CancellationToken stopping)
        {
            await step(stopping);
            yield return AdministrationLine.Note("");
        }
    }
}
