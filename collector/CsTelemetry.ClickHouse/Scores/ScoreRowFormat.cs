using CsTelemetry.ClickHouse.Rows;

namespace CsTelemetry.ClickHouse.Scores;

/// <summary>Knows the columns of <c>score_rows</c> and their order.</summary>
internal static class ScoreRowFormat
{
    private static readonly string[] Columns =
    [
        "account_id", "as_of", "model_hash", "model_version", "run_id", "computed_at", "kind", "state", "score", "band", "band_toward", "band_weeks",
        "coverage", "confidence", "standard_error", "component", "x", "points", "cap", "cap_points", "first_use", "last_heartbeat", "plan", "segment", "input_hash",
        "tenure_days", "reach_target", "seats", "active_users", "active_blocks", "weekly_users_now", "weekly_users_base", "adopted_core", "entitled_core",
        "decayed_events", "top_user_events", "events",
    ];

    /// <summary>The columns as <see cref="Read"/> takes them.</summary>
    public static readonly string Select = string.Join(", ", Columns);

    public static readonly IReadOnlyList<string> Names = ["tenant", .. Columns];

    public static void Write(RowBinaryWriter writer, string tenant, ScoreRow row)
    {
        writer.Text(tenant);
        writer.Text(row.AccountId);
        writer.Day(row.AsOf);
        writer.Text(row.ModelHash);
        writer.Text(row.ModelVersion);
        writer.UInt64(row.RunId);
        writer.Moment(row.ComputedAt);
        writer.Int8((sbyte)row.Kind);
        writer.Int8(row.State);
        writer.Nullable(row.Score, writer.Float64);
        writer.Int8(row.Band);
        writer.Int8(row.BandToward);
        writer.UInt8(row.BandWeeks);
        writer.Nullable(row.Coverage, writer.Float64);
        writer.Int8(row.Confidence);
        writer.Nullable(row.StandardError, writer.Float64);
        writer.Array(row.Components, writer.Text);
        writer.Array(row.X, writer.Float64);
        writer.Array(row.Points, writer.Float64);
        writer.Array(row.Caps, writer.Text);
        writer.Array(row.CapPoints, writer.Float64);
        writer.Nullable(row.FirstUse, writer.Day);
        writer.Nullable(row.LastHeartbeat, writer.Day);
        writer.Text(row.Plan);
        writer.Text(row.Segment);
        writer.UInt64(row.InputHash);
        Write(writer, row.Numbers);
    }

    public static ScoreRow Read(RowBinaryReader row) => new()
    {
        AccountId = row.ReadString(),
        AsOf = row.ReadDate(),
        ModelHash = row.ReadString(),
        ModelVersion = row.ReadString(),
        RunId = row.ReadUInt64(),
        ComputedAt = row.ReadDateTime64(),
        Kind = (ScoreRowKind)row.ReadInt8(),
        State = row.ReadInt8(),
        Score = row.ReadNullable(value => value.ReadFloat64()),
        Band = row.ReadInt8(),
        BandToward = row.ReadInt8(),
        BandWeeks = row.ReadUInt8(),
        Coverage = row.ReadNullable(value => value.ReadFloat64()),
        Confidence = row.ReadInt8(),
        StandardError = row.ReadNullable(value => value.ReadFloat64()),
        Components = row.ReadArray(value => string.Intern(value.ReadString())),
        X = row.ReadArray(value => value.ReadFloat64()),
        Points = row.ReadArray(value => value.ReadFloat64()),
        Caps = row.ReadArray(value => string.Intern(value.ReadString())),
        CapPoints = row.ReadArray(value => value.ReadFloat64()),
        FirstUse = row.ReadNullable(value => value.ReadDate()),
        LastHeartbeat = row.ReadNullable(value => value.ReadDate()),
        Plan = row.ReadString(),
        Segment = row.ReadString(),
        InputHash = row.ReadUInt64(),
        Numbers = ReadNumbers(row),
    };

    private static void Write(RowBinaryWriter writer, ScoreNumbers numbers)
    {
        writer.UInt32((uint)numbers.TenureDays);
        writer.Float64(numbers.ReachTarget);
        writer.Nullable(numbers.Seats, writer.Float64);
        writer.UInt32((uint)numbers.ActiveUsers);
        writer.UInt32(numbers.ActiveBlocks);
        writer.Float64(numbers.WeeklyUsersNow);
        writer.Float64(numbers.WeeklyUsersBase);
        writer.Float64(numbers.AdoptedCore);
        writer.Float64(numbers.EntitledCore);
        writer.Float64(numbers.DecayedEvents);
        writer.UInt64((ulong)numbers.TopUserEvents);
        writer.UInt64((ulong)numbers.Events);
    }

    private static ScoreNumbers ReadNumbers(RowBinaryReader row) => new()
    {
        TenureDays = (int)row.ReadUInt32(),
        ReachTarget = row.ReadFloat64(),
        Seats = row.ReadNullable(value => value.ReadFloat64()),
        ActiveUsers = (int)row.ReadUInt32(),
        ActiveBlocks = row.ReadUInt32(),
        WeeklyUsersNow = row.ReadFloat64(),
        WeeklyUsersBase = row.ReadFloat64(),
        AdoptedCore = row.ReadFloat64(),
        EntitledCore = row.ReadFloat64(),
        DecayedEvents = row.ReadFloat64(),
        TopUserEvents = (long)row.ReadUInt64(),
        Events = (long)row.ReadUInt64(),
    };
}
