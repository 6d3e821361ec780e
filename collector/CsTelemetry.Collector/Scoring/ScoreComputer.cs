using CsTelemetry.Adoption.Bands;
using CsTelemetry.Adoption.Core;
using CsTelemetry.Adoption.Model;
using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Computes rows: from stored use, by what was known, against a model or targets of the day's own. Thread-safe.</summary>
internal sealed class ScoreComputer(ScoreInputReader reader)
{
    private static readonly AdoptionModel Auto = AdoptionModel.V1 with { Version = "1.0.0-auto" };

    /// <summary>Reads accounts, exactly as far as a horizon when there is one.</summary>
    /// <param name="question">Whose, and by what is known.</param>
    /// <param name="core">The core features.</param>
    /// <param name="accounts">Which; null for all.</param>
    /// <param name="horizon">How far events are to be seen; null for all there are.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async IAsyncEnumerable<List<ScoreInput>> ReadAsync(
        ScoreQuestion question,
        IReadOnlyList<CoreFeature> core,
        IReadOnlyCollection<string>? accounts,
        LogHorizon? horizon,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var chunk in reader.ReadAsync(question, core, accounts, cancellationToken))
        {
            // Asked after the reading: whatever came before it cannot have been missed, and is read again from the events, without what came too late.
            var beyond = horizon is null || chunk.Count == 0 ? [] : await reader.BeyondAsync(question, horizon, cancellationToken);
            var late = chunk.Select(input => input.Usage.AccountId).Where(beyond.Contains).ToHashSet(StringComparer.Ordinal);
            yield return late.Count == 0
                ? chunk
                : [.. chunk.Where(input => !late.Contains(input.Usage.AccountId)), .. await reader.ReadExactlyAsync(question, core, late, horizon!, cancellationToken)];
        }
    }

    /// <summary>Takes core features and targets from a day's portfolio. The accounts come along, for they have been read.</summary>
    public async Task<(ScoreModel Model, List<ScoreInput> Inputs)> TakeTargetsAsync(ScoreQuestion question, LogHorizon? horizon, CancellationToken cancellationToken)
    {
        var core = await reader.CoreAsync(question.Scope, question.Knowledge, cancellationToken);
        var inputs = new List<ScoreInput>();
        await foreach (var chunk in ReadAsync(question, core, null, horizon, cancellationToken))
        {
            inputs.AddRange(chunk);
        }

        return (ScoreModel.Freeze(Auto, inputs.Select(input => input.Usage), question.AsOf, core), inputs);
    }

    /// <summary>Scores accounts. Pure.</summary>
    /// <param name="inputs">The accounts.</param>
    /// <param name="asOf">The day that has age 0.</param>
    /// <param name="model">The model.</param>
    /// <param name="bands">The bands before; those of accounts that are not named begin.</param>
    /// <param name="stamp">What the rows bear.</param>
    public static List<ScoreRow> Score(
        IReadOnlyList<ScoreInput> inputs, DateOnly asOf, ScoreModel model, IReadOnlyDictionary<string, BandState> bands, ScoreStamp stamp)
    {
        var rows = new ScoreRow[inputs.Count];
        Parallel.For(0, inputs.Count, i =>
        {
            var score = AdoptionScorer.Score(inputs[i].Usage, asOf, model);
            var band = BandBook.On(asOf, bands.GetValueOrDefault(score.AccountId), score.Score, model.Numbers.Bands);
            rows[i] = ScoreRows.Of(inputs[i], score, band, model, stamp);
        });
        return [.. rows];
    }
}
