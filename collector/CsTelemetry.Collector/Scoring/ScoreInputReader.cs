using System.Runtime.CompilerServices;
using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Knowledge;
using CsTelemetry.ClickHouse.Scores;
using CsTelemetry.Collector.Querying;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Reads what accounts are scored from, some at a time. Thread-safe.</summary>
internal sealed class ScoreInputReader(ScoringQueries queries, LandedQueries landed, ScoringOptions options)
{
    private static readonly string[]?[] Everybody = [null];

    /// <summary>Chooses the core features: from the catalog or, where it marks none, from use.</summary>
    public async Task<IReadOnlyList<CoreFeature>> CoreAsync(QueryScope scope, TenantKnowledge knowledge, CancellationToken cancellationToken) =>
        CatalogCore.Of(knowledge, scope.AsOf) is { Count: > 0 } marked ? marked : CoreFeatureSelection.Select(await queries.FeatureTotalsAsync(scope, cancellationToken));

    /// <summary>Reads all accounts of a tenant, or some, from the rollup.</summary>
    /// <param name="question">Whose, and by what is known.</param>
    /// <param name="core">The core features.</param>
    /// <param name="accounts">Which accounts; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async IAsyncEnumerable<List<ScoreInput>> ReadAsync(
        ScoreQuestion question, IReadOnlyList<CoreFeature> core, IReadOnlyCollection<string>? accounts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var assembler = await AssemblerAsync(question, core, null, cancellationToken);
        var unseen = Unseen(question, accounts);
        IEnumerable<string[]?> parts = Everybody;
        if (accounts is not null)
        {
            parts = accounts.Order(StringComparer.Ordinal).Chunk(options.ChunkAccounts);
        }

        foreach (var some in parts)
        {
            var source = question.Source with { Accounts = some };
            var spans = await queries.SpansAsync(source, cancellationToken);
            unseen.ExceptWith(spans.Select(span => span.AccountId));
            foreach (var chunk in spans.Chunk(options.ChunkAccounts))
            {
                yield return await ReadAsync(source with { Range = (chunk[0].AccountId, chunk[^1].AccountId) }, assembler, chunk, core, cancellationToken);
            }
        }

        yield return [.. unseen.Order(StringComparer.Ordinal).Select(id => assembler.Unseen(question.Knowledge.Accounts[id]))];
    }

    /// <summary>Reads some accounts from the events themselves, as far as a horizon.</summary>
    public async Task<List<ScoreInput>> ReadExactlyAsync(
        ScoreQuestion question, IReadOnlyList<CoreFeature> core, IReadOnlyCollection<string> accounts, LogHorizon horizon, CancellationToken cancellationToken)
    {
        var assembler = await AssemblerAsync(question, core, horizon, cancellationToken);
        var unseen = Unseen(question, accounts);
        var found = new List<ScoreInput>();
        foreach (var some in accounts.Order(StringComparer.Ordinal).Chunk(options.ChunkAccounts))
        {
            var source = question.Source with { Accounts = some, Horizon = horizon };
            var spans = await queries.SpansAsync(source, cancellationToken);
            unseen.ExceptWith(spans.Select(span => span.AccountId));
            found.AddRange(await ReadAsync(source, assembler, spans, core, cancellationToken));
        }

        found.AddRange(unseen.Order(StringComparer.Ordinal).Select(id => assembler.Unseen(question.Knowledge.Accounts[id])));
        return found;
    }

    /// <summary>Reads one account, whose heartbeat is known already; null when it had not been seen.</summary>
    /// <param name="question">Whose, and by what is known.</param>
    /// <param name="core">The core features.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="heartbeat">When its sender was last heard.</param>
    /// <param name="horizon">How far the events themselves are read; null for the rollup, which holds all there is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ScoreInput?> ReadOneAsync(
        ScoreQuestion question, IReadOnlyList<CoreFeature> core, string accountId, DateOnly? heartbeat, LogHorizon? horizon, CancellationToken cancellationToken)
    {
        var senders = heartbeat is { } heard ? [new SenderDay(accountId, "", "", heard)] : Array.Empty<SenderDay>();
        var assembler = new UsageAssembler(question.Knowledge, question.AsOf, core, new SenderHeartbeats(senders));
        var source = question.Source with { Accounts = [accountId], Range = (accountId, accountId), Horizon = horizon };
        var spans = await queries.SpansAsync(source, cancellationToken);
        return (await ReadAsync(source, assembler, spans, core, cancellationToken)).SingleOrDefault()
            ?? (Unseen(question, [accountId]).Count > 0 ? assembler.Unseen(question.Knowledge.Accounts[accountId]) : null);
    }

    /// <summary>Lists the accounts of which something landed beyond a horizon: what the rollup says of them may be more than was to be seen.</summary>
    public async Task<HashSet<string>> BeyondAsync(ScoreQuestion question, LogHorizon horizon, CancellationToken cancellationToken)
    {
        var logs = (await landed.LogsAsync(cancellationToken)).Union(horizon.Batches.Keys).ToList();
        return [.. await landed.BeyondAsync(question.Tenant, question.AsOf, logs, horizon, cancellationToken)];
    }

    private async Task<UsageAssembler> AssemblerAsync(ScoreQuestion question, IReadOnlyList<CoreFeature> core, LogHorizon? horizon, CancellationToken cancellationToken)
    {
        var senders = await queries.SendersAsync(question.Source with { Horizon = horizon ?? question.SendersHorizon }, cancellationToken);
        return new UsageAssembler(question.Knowledge, question.AsOf, core, new SenderHeartbeats(senders));
    }

    private async Task<List<ScoreInput>> ReadAsync(
        ScoringSource source, UsageAssembler assembler, IReadOnlyList<AccountSpan> spans, IReadOnlyList<CoreFeature> core, CancellationToken cancellationToken)
    {
        if (spans.Count == 0)
        {
            return [];
        }

        var users = await queries.UsersAsync(source, cancellationToken);
        var uses = core.Count == 0 ? [] : await queries.FeatureUsesAsync(source, core.Select(feature => feature.Feature), cancellationToken);
        return assembler.Assemble(spans, users, uses);
    }

    // A customer whose contract has begun and who never came is the least adopted of all.
    private static HashSet<string> Unseen(ScoreQuestion question, IReadOnlyCollection<string>? accounts) => question.Knowledge.Accounts.Values
        .Where(account => account.StartsOn <= question.AsOf && (accounts is null || accounts.Contains(account.Id)))
        .Select(account => account.Id)
        .ToHashSet(StringComparer.Ordinal);
}
