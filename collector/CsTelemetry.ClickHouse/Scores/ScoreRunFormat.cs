using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Knows the columns of <c>score_runs</c> and their order.</summary>
internal static class ScoreRunFormat
{
    private static readonly string[] Columns =
    [
        "as_of", "run_id", "kind", "computed_at", "finished_at", "model_hash", "model_version", "basis_run", "basis", "knowledge_version", "known_at",
        "horizon_log", "horizon_batch", "accounts", "row_count",
    ];

    public static readonly string Select = string.Join(", ", Columns);

    public static readonly IReadOnlyList<string> Names = ["tenant", .. Columns];

    public static void Write(RowBinaryWriter writer, string tenant, ScoreRun run)
    {
        writer.Text(tenant);
        writer.Day(run.AsOf);
        writer.UInt64(run.Id);
        writer.Int8((sbyte)run.Kind);
        writer.Moment(run.ComputedAt);
        writer.Moment(run.FinishedAt);
        writer.Text(run.ModelHash);
        writer.Text(run.ModelVersion);
        writer.UInt64(run.BasisRun);
        writer.Text(run.Basis);
        writer.UInt64((ulong)run.KnowledgeVersion);
        writer.FineMoment(run.KnownAt);
        writer.Array(run.Horizon.Logs, writer.UInt64);
        writer.Array(run.Horizon.LastBatches, writer.UInt64);
        writer.UInt64((ulong)run.AccountCount);
        writer.UInt64((ulong)run.RowCount);
    }

    public static ScoreRun Read(RowBinaryReader row) => new()
    {
        AsOf = row.ReadDate(),
        Id = row.ReadUInt64(),
        Kind = (ScoreRunKind)row.ReadInt8(),
        ComputedAt = row.ReadDateTime64(),
        FinishedAt = row.ReadDateTime64(),
        ModelHash = row.ReadString(),
        ModelVersion = row.ReadString(),
        BasisRun = row.ReadUInt64(),
        Basis = row.ReadString(),
        KnowledgeVersion = (long)row.ReadUInt64(),
        KnownAt = ReadFineMoment(row),
        Horizon = LogHorizon.Of(row.ReadArray(value => value.ReadUInt64()), row.ReadArray(value => value.ReadUInt64())),
        AccountCount = (int)row.ReadUInt64(),
        RowCount = (int)row.ReadUInt64(),
    };

    private static DateTimeOffset ReadFineMoment(RowBinaryReader row) => DateTimeOffset.UnixEpoch.AddTicks(row.ReadInt64() * TimeSpan.TicksPerMicrosecond);
}
