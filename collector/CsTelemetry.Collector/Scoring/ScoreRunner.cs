using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Makes one run: computes rows, stores those that say something new, then notes the run. Interrupted anywhere, it has not happened. Thread-safe.</summary>
internal sealed class ScoreRunner(ScoreComputer computer, ScoreStore store, ScoreBases bases, BandBook bandBook, ScoringOptions options, TimeProvider time)
{
    private ulong _newestRun;
    private volatile bool _knowsStored;

    /// <param name="tenant">The tenant.</param>
    /// <param name="order">What is to be computed.</param>
    /// <param name="knowledge">What is known now.</param>
    /// <param name="published">The version to score with; null takes targets from the day, or those that an earlier run took.</param>
    /// <param name="earlier">The run whose targets are used again by a run over some accounts.</param>
    /// <param name="horizon">Which events are seen.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ScoreRun> RunAsync(
        string tenant, ScoreOrder order, TenantKnowledge knowledge, ScoreModel? published, ScoreRun? earlier, LogHorizon horizon, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var stamp = new ScoreStamp(await NextRunAsync(now, cancellationToken), now, order.RowKind);
        var question = new ScoreQuestion(tenant, order.AsOf, knowledge) { SendersHorizon = horizon };
        var basis = published is not null ? new RunBasis(published, 0)
            : order.Kind == ScoreRunKind.Changed && earlier is not null ? await bases.OfAsync(tenant, earlier, cancellationToken)
            : null;
        var held = default(List<ScoreInput>);
        if (basis is null)
        {
            (var model, held) = await computer.TakeTargetsAsync(question, horizon, cancellationToken);
            basis = new RunBasis(model, stamp.RunId);
        }

        var counts = await WriteRowsAsync(question, order, basis.Model, held, horizon, stamp, cancellationToken);
        var run = new ScoreRun
        {
            AsOf = order.AsOf,
            Id = stamp.RunId,
            Kind = order.Kind,
            ComputedAt = stamp.ComputedAt,
            FinishedAt = time.GetUtcNow(),
            ModelHash = ScoreRows.HashOf(basis.Model),
            ModelVersion = basis.Model.Version,
            BasisRun = basis.Run,
            Basis = basis.Run == stamp.RunId ? ScoreBases.Write(basis.Model) : "",
            KnowledgeVersion = knowledge.Version,
            KnownAt = knowledge.Version == 0 ? now : DateTimeOffset.UnixEpoch.AddTicks(knowledge.Version * TimeSpan.TicksPerMicrosecond),
            Horizon = horizon,
            AccountCount = counts.Accounts,
            RowCount = counts.Rows,
        };

        // Its rows count from here on, and not before: a run without this row is as if it had not been.
        await store.WriteAsync(tenant, run, cancellationToken);
        if (basis.Run == stamp.RunId)
        {
            bases.Learn(tenant, basis.Model, basis.Run);
        }

        return run;
    }

    /// <summary>Another collector may have made runs meanwhile, by a clock of its own: the ids go on behind theirs.</summary>
    public void ForgetNewest() => _knowsStored = false;

    private async Task<(int Accounts, int Rows)> WriteRowsAsync(
        ScoreQuestion question, ScoreOrder order, ScoreModel model, List<ScoreInput>? held, LogHorizon horizon, ScoreStamp stamp, CancellationToken cancellationToken)
    {
        var hash = ScoreRows.HashOf(model);
        var bands = await bandBook.BeforeAsync(question.Tenant, hash, order.AsOf, stamp.RunId, order.Accounts, cancellationToken);
        var present = order.Kind == ScoreRunKind.Changed ? await PresentAsync(question, hash, cancellationToken) : [];
        var (accounts, written) = (0, 0);
        await foreach (var chunk in ChunksAsync(question, order, model, held, horizon, cancellationToken))
        {
            var rows = ScoreComputer.Score(chunk, order.AsOf, model, bands, stamp);
            rows.RemoveAll(row => present.TryGetValue(row.AccountId, out var same) && same.SaysTheSameAs(row));
            await store.WriteAsync(question.Tenant, rows, cancellationToken);
            (accounts, written) = (accounts + chunk.Count, written + rows.Count);
        }

        return (accounts, written);
    }

    private IAsyncEnumerable<List<ScoreInput>> ChunksAsync(
        ScoreQuestion question, ScoreOrder order, ScoreModel model, List<ScoreInput>? held, LogHorizon horizon, CancellationToken cancellationToken) =>
        held is null
            ? computer.ReadAsync(question, model.Core, order.Accounts, horizon, cancellationToken)
            : held.Chunk(options.ChunkAccounts).Select(chunk => chunk.ToList()).ToAsyncEnumerable();

    private async Task<Dictionary<string, ScoreRow>> PresentAsync(ScoreQuestion question, string hash, CancellationToken cancellationToken)
    {
        var rows = await store.DayAsync(question.Tenant, question.AsOf, hash, after: 0, cancellationToken);
        return rows.ToDictionary(row => row.AccountId, StringComparer.Ordinal);
    }

    // Greater than any that is stored, also of runs that did not end, whose rows it would wake, and also when the clock was set back.
    private async Task<ulong> NextRunAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!_knowsStored)
        {
            var stored = await store.GreatestRunAsync(cancellationToken);
            _knowsStored = true;
            return NextRun(now, stored);
        }

        return NextRun(now, 0);
    }

    private ulong NextRun(DateTimeOffset now, ulong stored)
    {
        var wanted = (ulong)((now.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
        while (true)
        {
            var newest = Volatile.Read(ref _newestRun);
            var next = Math.Max(wanted, Math.Max(stored, newest) + 1);
            if (Interlocked.CompareExchange(ref _newestRun, next, newest) == newest)
            {
                return next;
            }
        }
    }
}
