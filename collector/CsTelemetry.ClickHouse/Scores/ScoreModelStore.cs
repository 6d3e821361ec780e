using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Keeps versions of score models and the evidence cards of them; nothing is ever changed in it. Thread-safe; errors are <see cref="ClickHouseException"/>.</summary>
public sealed class ScoreModelStore(ClickHouseClient client)
{
    /// <summary>Lists the versions of a tenant's model, each as it is now.</summary>
    public Task<List<ScoreModelEntry>> ModelsAsync(string tenant, CancellationToken cancellationToken) =>
        client.QueryAsync(ScoreModelSql.Models, new() { { "tenant", tenant } }, ReadModel, cancellationToken);

    /// <summary>Writes a revision of a version.</summary>
    public Task WriteAsync(string tenant, ScoreModelEntry model, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        return client.ExecuteAsync(
            ScoreModelSql.WriteModel,
            new()
            {
                { "tenant", tenant }, { "version", model.Version }, { "revision", model.Revision }, { "hash", model.Hash }, { "state", (int)model.State },
                { "note", model.Note }, { "body", model.Body }, { "recorded_at", model.RecordedAt }, { "recorded_by", model.RecordedBy },
            },
            cancellationToken);
    }

    /// <summary>Finds the newest evidence card of a version; null when there is none.</summary>
    public async Task<string?> ValidationAsync(string tenant, string version, CancellationToken cancellationToken)
    {
        var rows = await client.QueryAsync(ScoreModelSql.Validation, new() { { "tenant", tenant }, { "version", version } }, row => row.ReadString(), cancellationToken);
        return rows.SingleOrDefault();
    }

    /// <summary>Writes an evidence card.</summary>
    public Task WriteValidationAsync(string tenant, string version, string hash, DateTimeOffset computedAt, string body, CancellationToken cancellationToken) =>
        client.ExecuteAsync(
            ScoreModelSql.WriteValidation,
            new() { { "tenant", tenant }, { "version", version }, { "hash", hash }, { "computed_at", computedAt }, { "body", body } },
            cancellationToken);

    private static ScoreModelEntry ReadModel(RowBinaryReader row)
    {
        var (version, revision, hash, state) = (row.ReadString(), (long)row.ReadUInt64(), row.ReadString(), (ScoreModelState)row.ReadInt8());
        var (note, body) = (row.ReadString(), row.ReadString());
        return new ScoreModelEntry(version, revision, hash, state, note, body, row.ReadDateTime64(), row.ReadString());
    }
}
