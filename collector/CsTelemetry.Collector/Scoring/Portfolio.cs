using CsTelemetry.Adoption.Scoring;
using CsTelemetry.Adoption.Versions;
using CsTelemetry.ClickHouse.Scores;

namespace CsTelemetry.Collector.Scoring;

/// <summary>Every account's score as of a day, with what they are measured against. Immutable.</summary>
internal sealed class Portfolio
{
    private readonly Dictionary<string, ScoreRow> _byAccount;
    private readonly IReadOnlyDictionary<ulong, ScoreModel> _models;

    /// <param name="asOf">The day.</param>
    /// <param name="model">The model of the newest run.</param>
    /// <param name="rows">One row for each account.</param>
    /// <param name="models">By run, the model of rows that another one made than the newest; runs that are not named used that.</param>
    /// <param name="newestRun">The newest run that rows are of; 0 when they were computed for whoever asked.</param>
    public Portfolio(DateOnly asOf, ScoreModel model, IEnumerable<ScoreRow> rows, IReadOnlyDictionary<ulong, ScoreModel> models, ulong newestRun)
    {
        (AsOf, Model, NewestRun, _models) = (asOf, model, newestRun, models);
        Rows = [.. rows.OrderBy(row => row.AccountId, StringComparer.Ordinal)];
        _byAccount = Rows.ToDictionary(row => row.AccountId, StringComparer.Ordinal);
        ComputedAt = Rows.Count == 0 ? default : Rows.Max(row => row.ComputedAt);
    }

    public DateOnly AsOf { get; }

    public ScoreModel Model { get; }

    /// <summary>Gets the rows by account id, in ordinal order.</summary>
    public IReadOnlyList<ScoreRow> Rows { get; }

    /// <summary>Gets whether the rows are stored; else they were computed for whoever asked.</summary>
    public bool IsStored => NewestRun != 0;

    /// <summary>Gets the newest run that rows are of; 0 when they are not stored.</summary>
    public ulong NewestRun { get; }

    /// <summary>Gets when the newest row was computed.</summary>
    public DateTimeOffset ComputedAt { get; }

    /// <summary>Gets the models that rows were computed with.</summary>
    public IEnumerable<ScoreModel> Models => _models.Values.Append(Model);

    /// <summary>Finds an account's row; null if the account had not been seen by that day.</summary>
    public ScoreRow? Find(string accountId) => _byAccount.GetValueOrDefault(accountId);

    /// <summary>Gets the model that a row was computed with.</summary>
    public ScoreModel ModelOf(ScoreRow row) => _models.GetValueOrDefault(row.RunId, Model);

    /// <summary>Explains a row.</summary>
    public AdoptionScore Explain(ScoreRow row) => ScoreRows.Explain(row, ModelOf(row));
}
